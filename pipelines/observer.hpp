#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace antifaz {

/// Where a long job stands.
struct Progress {
  std::string stage;  ///< "protect", "epoch 3/10", ...
  std::size_t done = 0, total = 0;
  double per_second = 0;  ///< images a second, 0 while unknown
  double seconds_left = 0;
  std::vector<std::pair<std::string, double>> values;  ///< losses and metrics to show, in order
};

/// How a pipeline speaks: pipelines never print. The default ignores everything.
class Observer {
 public:
  virtual ~Observer() = default;
  virtual void progress(const Progress&) {}
  /// One finished line, for example a bad image.
  virtual void message(const std::string&) {}
};

}  // namespace antifaz
