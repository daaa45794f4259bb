#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "src/core/named_values.hpp"

namespace antifaz {

/// Means of named values, each over the steps in which it occurred, in the order of their first.
class RunningMean {
 public:
  struct Sum {
    std::string name;
    double sum = 0;
    std::int64_t count = 0;
  };

  RunningMean() = default;
  explicit RunningMean(std::vector<Sum> sums) : sums_(std::move(sums)) {}

  void add(const NamedValues& values);
  /// The means, and starts anew.
  NamedValues take();
  const std::vector<Sum>& sums() const { return sums_; }

 private:
  std::vector<Sum> sums_;
};

}  // namespace antifaz
