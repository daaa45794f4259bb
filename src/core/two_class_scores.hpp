#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "src/core/subject_bootstrap.hpp"

namespace antifaz {

/// A point of a curve: share of the negatives at or above a threshold (FMR), and share of the
/// positives below it (FNMR).
struct ErrorRates {
  double fmr = 0, fnmr = 0;
};

/// Scores of two classes: mated and non-mated comparisons of a matcher, or men and women as a
/// classifier sees them. Sorted once, they can be weighed anew for each bootstrap replicate at the
/// cost of one pass. A score at or above the threshold says positive. Rates are in [0, 1] and NaN
/// where their class is empty. Terms of ISO/IEC 19795-1:2021.
class TwoClassScores {
 public:
  /// A score of one subject's: counted as often as the subject was drawn.
  void add_positive(double score, std::uint32_t subject);
  void add_negative(double score, std::uint32_t subject);
  /// A comparison of two subjects: counted the product of how often they were drawn.
  void add_negative(double score, std::uint32_t left, std::uint32_t right);
  /// A positive without a score, since a face was not acquired: below any threshold, so a false
  /// non-match (failure to acquire).
  void add_failure(std::uint32_t subject);

  /// Must follow the last `add_...` and precede all below; everything then counts once.
  void finish();
  void weigh(const Multiplicities& times);

  std::size_t positives() const { return positive_.entries.size(); }
  std::size_t negatives() const { return negative_.entries.size(); }
  std::size_t failures() const { return failed_.size(); }

  /// False match rate (of classifiers: false positive rate).
  double fmr(double threshold) const;
  /// True match rate, 1 - FNMR, failures counted as false non-matches.
  double tmr(double threshold) const;
  /// Mean of the two classes' accuracies.
  double balanced_accuracy(double threshold) const;
  /// Smallest threshold whose FMR is at most `fmr`, which is in (0, 1); NaN without negatives.
  double threshold_at_fmr(double fmr) const;
  /// Probability that a positive scores higher than a negative, ties counting one half
  /// (Mann-Whitney); failures lose.
  double auc() const;
  /// Equal error rate: FMR = FNMR, linearly interpolated between thresholds.
  double equal_error_rate() const;
  /// Decidability (Daugman 2000): difference of the means over the root of the mean variance. NaN
  /// where both classes are single values.
  double d_prime() const;

  /// The curve at no more than `most` thresholds, from (1, share of failures) to (0, 1), evenly
  /// spread over the false and the missed matches: DET as it is, ROC as (fmr, 1 - fnmr).
  std::vector<ErrorRates> curve(std::size_t most) const;

  /// The smallest and largest score; {0, 0} where there is none.
  std::pair<double, double> range() const;
  /// Unweighted counts between ascending `edges`; what lies outside goes to the end bins.
  std::vector<std::size_t> positive_histogram(const std::vector<double>& edges) const;
  std::vector<std::size_t> negative_histogram(const std::vector<double>& edges) const;

 private:
  static constexpr std::uint32_t kNobody = 0xffffffff;
  struct Entry {
    double score;
    std::uint32_t left, right;  // kNobody on the right: of one subject
  };
  struct Side {
    std::vector<Entry> entries;  // ascending
    std::vector<double> below;   // weight of the first i entries
    double mean = 0, variance = 0;
    double total() const { return below.back(); }
    std::size_t first_at(double threshold) const;
    void weigh(const Multiplicities& times);
    std::vector<std::size_t> histogram(const std::vector<double>& edges) const;
  };
  // How many of either class lie at or below a distinct score, and below it.
  struct Rank {
    std::uint32_t positives, negatives;
  };

  ErrorRates rates_past(const Rank& rank) const;

  Side positive_, negative_;
  std::vector<std::uint32_t> failed_;
  std::vector<Rank> ranks_;                                    // of all distinct scores, ascending
  std::vector<std::pair<std::uint32_t, std::uint32_t>> ties_;  // negatives below, at or below
  double failed_weight_ = 0;
};

}  // namespace antifaz
