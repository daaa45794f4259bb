#include "pipelines/training/running_mean.hpp"

#include <algorithm>
#include <utility>

namespace antifaz {

void RunningMean::add(const NamedValues& values) {
  for (const auto& [name, value] : values) {
    // By name: what an objective tells of may change from one epoch to the next.
    auto found = std::find_if(sums_.begin(), sums_.end(),
                              [&name = name](const Sum& sum) { return sum.name == name; });
    if (found == sums_.end()) found = sums_.insert(sums_.end(), Sum{name, 0, 0});
    found->sum += value;
    ++found->count;
  }
}

NamedValues RunningMean::take() {
  NamedValues means;
  for (const Sum& sum : std::exchange(sums_, {})) {
    means.emplace_back(sum.name, sum.sum / static_cast<double>(sum.count));
  }
  return means;
}

}  // namespace antifaz
