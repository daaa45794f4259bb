#pragma once

#include <functional>
#include <utility>
#include <vector>

#include "src/core/subject_bootstrap.hpp"

namespace antifaz {

/// Figures to be estimated together, on the same bootstrap replicates: each says where it goes and
/// how it is computed once the data are weighed.
class FigureBook {
 public:
  /// `figure` must stay where it is until `estimate` has filled it.
  void add(Figure& figure, std::function<double()> compute) {
    figures_.emplace_back(&figure, std::move(compute));
  }
  /// The same for a figure of which more is to be made (`SubjectBootstrap::figure_of`): what it was
  /// with everybody once and in each replicate is added to `drawn`.
  void add(Figure& figure, std::vector<double>& drawn, std::function<double()> compute) {
    add(figure, [&drawn, compute = std::move(compute)] {
      drawn.push_back(compute());
      return drawn.back();
    });
  }

  /// `weigh` counts every subject as often as it is told.
  void estimate(const SubjectBootstrap& bootstrap,
                const std::function<void(const Multiplicities&)>& weigh) {
    const std::vector<Figure> estimates = bootstrap.estimate([&](const Multiplicities& times) {
      weigh(times);
      std::vector<double> values;
      values.reserve(figures_.size());
      for (const auto& entry : figures_) values.push_back(entry.second());
      return values;
    });
    for (std::size_t i = 0; i < estimates.size(); ++i) *figures_[i].first = estimates[i];
    weigh(bootstrap.everybody_once());
  }

 private:
  std::vector<std::pair<Figure*, std::function<double()>>> figures_;
};

}  // namespace antifaz
