#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

#include "src/core/figure.hpp"

namespace antifaz {

/// How often each subject was drawn, by the subject's number.
using Multiplicities = std::vector<std::uint32_t>;

/// What is estimated: several numbers, always as many, from the data with every subject counted
/// as often as it was drawn.
using Statistics = std::function<std::vector<double>(const Multiplicities&)>;

/// Confidence intervals over people: scores of one person are not independent, so whole subjects
/// are drawn with replacement (the non-parametric bootstrap that ISO/IEC 19795-1 names for
/// dependent data; Efron and Tibshirani 1993; "subsets bootstrap", Bolle et al. 2004).
class SubjectBootstrap {
 public:
  /// `subjects` are numbered from 0. The same numbers and seed give the same draws, so replicate
  /// number i is of the same people in every estimate.
  SubjectBootstrap(std::size_t subjects, std::size_t replicates, std::uint64_t seed);

  /// The statistics of the data as they are (everybody once), each with its 95 % percentile
  /// interval: NaN where fewer than half of the replicates have a value.
  std::vector<Figure> estimate(const Statistics& statistics) const;

  /// What `estimate` makes of one statistic's value and its replicates (NaN: it has none there), so
  /// that figures can be made of several estimates with the same draws. `drawn` is empty (no
  /// figure) or the value with everybody once, then that of each replicate.
  static Figure figure_of(const std::vector<double>& drawn);

  Multiplicities everybody_once() const { return Multiplicities(subjects_, 1); }

 private:
  std::size_t subjects_, replicates_;
  std::uint64_t seed_;
};

}  // namespace antifaz
