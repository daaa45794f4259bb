#pragma once

#include <vector>

namespace antifaz {

/// Single rates where nobody asks whose the scores are (see `TwoClassScores` for the rest).

/// Area under the ROC curve of `positive` against `negative` scores: the probability that a
/// positive scores higher, ties counting one half (Mann-Whitney). In [0, 1]; NaN where either side
/// is empty.
double auc(const std::vector<double>& positive, const std::vector<double>& negative);

/// Share of `mated` scores that match at the smallest threshold whose false match rate on
/// `non_mated` is at most `fmr` (a score at or above the threshold matches; ISO/IEC 19795-1). In
/// [0, 1]; NaN where either side is empty. Precondition: fmr in (0, 1).
double true_match_rate_at_fmr(const std::vector<double>& mated,
                              const std::vector<double>& non_mated, double fmr);

/// Suppression rate (A - A') / A of an attribute's accuracy before (A) and after (A') protection
/// (Terhörst et al. 2019, incremental variable elimination). `turned`: A' is at least 1 - A', since
/// whoever knows that the answers are mostly wrong turns them round. NaN where A is 0.
double suppression_rate(double accuracy, double accuracy_protected, bool turned);

/// Privacy-gain identity-loss coefficient PIC = (AE' - AE) / AE - (RE' - RE) / RE of an attribute's
/// error AE and the recognition error RE before and after (') protection (Terhörst et al. 2019,
/// similarity-sensitive noise transformations): 0 is no net gain. `turned`: AE' is at most 1 - AE'.
/// NaN where AE or RE is 0.
double privacy_gain_identity_loss(double attribute_error, double attribute_error_protected,
                                  double recognition_error, double recognition_error_protected,
                                  bool turned);

}  // namespace antifaz
