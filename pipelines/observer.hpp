#pragma once

#include <cstddef>
#include <stdexcept>
#include <string>

#include "src/core/named_values.hpp"

namespace antifaz {

/// Where a long job stands.
struct Progress {
  std::string stage;  ///< "protect", "epoch 3/10", ...
  std::size_t done = 0, total = 0;
  double per_second = 0;  ///< images a second, 0 while unknown
  double seconds_left = 0;
  NamedValues values;  ///< losses and metrics to show, in order
};

/// Thrown by a job whose observer wants it to stop, once what it has begun is finished or undone.
class Stopped : public std::runtime_error {
 public:
  explicit Stopped(const std::string& how_to_go_on) : std::runtime_error(how_to_go_on) {}
};

/// How a pipeline speaks with whoever started it: pipelines never print. The default ignores
/// everything and never stops.
class Observer {
 public:
  virtual ~Observer() = default;
  virtual void progress(const Progress&) {}
  /// One finished line, for example a bad image.
  virtual void message(const std::string&) {}
  /// Long jobs ask between two steps, and throw `Stopped` where it is true.
  virtual bool wants_stop() const { return false; }
};

}  // namespace antifaz
