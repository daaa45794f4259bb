#pragma once

#include <vector>

namespace antifaz {

/// Area under the ROC curve of `positive` against `negative` scores: the probability that a
/// positive scores higher, ties counting one half (Mann-Whitney). In [0, 1]; NaN where either side
/// is empty.
double auc(const std::vector<double>& positive, const std::vector<double>& negative);

/// Mean of the two classes' accuracies at `threshold` (score >= threshold says positive). In [0,
/// 1].
double balanced_accuracy(const std::vector<double>& positive, const std::vector<double>& negative,
                         double threshold);

/// Smallest threshold whose false match rate on `non_mated` similarity scores is at most `fmr` (a
/// score at or above the threshold matches; ISO/IEC 19795-1). Precondition: not empty, fmr in (0,
/// 1).
double threshold_at_fmr(std::vector<double> non_mated, double fmr);

/// Share of `mated` comparisons that match, where `failures` comparisons had no usable face and
/// count as false non-matches (failure to acquire, ISO/IEC 19795-1). In [0, 1]; NaN where there are
/// none at all.
double true_match_rate(const std::vector<double>& mated, std::size_t failures, double threshold);

/// Share of `non_mated` scores at or above `threshold`; NaN where there are none.
double false_match_rate(const std::vector<double>& non_mated, double threshold);

/// Equal error rate, where FMR = FNMR, linearly interpolated. In [0, 1]; NaN where either side is
/// empty.
double equal_error_rate(const std::vector<double>& mated, const std::vector<double>& non_mated);

}  // namespace antifaz
