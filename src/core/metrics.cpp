#include "src/core/metrics.hpp"

#include <algorithm>
#include <limits>

#include "src/core/two_class_scores.hpp"

namespace antifaz {
namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

TwoClassScores scores_of(const std::vector<double>& positive, const std::vector<double>& negative) {
  TwoClassScores scores;
  for (double score : positive) scores.add_positive(score, 0);
  for (double score : negative) scores.add_negative(score, 0);
  scores.finish();
  return scores;
}

double relative_change(double before, double after) {
  return before == 0 ? kNan : (after - before) / before;
}

}  // namespace

double auc(const std::vector<double>& positive, const std::vector<double>& negative) {
  return scores_of(positive, negative).auc();
}

double true_match_rate_at_fmr(const std::vector<double>& mated,
                              const std::vector<double>& non_mated, double fmr) {
  const TwoClassScores scores = scores_of(mated, non_mated);
  return scores.tmr(scores.threshold_at_fmr(fmr));
}

double suppression_rate(double accuracy, double accuracy_protected, bool turned) {
  if (turned) accuracy_protected = std::max(accuracy_protected, 1 - accuracy_protected);
  return -relative_change(accuracy, accuracy_protected);
}

double privacy_gain_identity_loss(double attribute_error, double attribute_error_protected,
                                  double recognition_error, double recognition_error_protected,
                                  bool turned) {
  if (turned) {
    attribute_error_protected = std::min(attribute_error_protected, 1 - attribute_error_protected);
  }
  return relative_change(attribute_error, attribute_error_protected) -
         relative_change(recognition_error, recognition_error_protected);
}

}  // namespace antifaz
