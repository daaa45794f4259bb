#include "src/core/metrics.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <stdexcept>

namespace antifaz {
namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

std::size_t count_from(const std::vector<double>& scores, double threshold) {
  return std::count_if(scores.begin(), scores.end(), [=](double s) { return s >= threshold; });
}

double share(std::size_t part, std::size_t whole) {
  return whole == 0 ? kNan : static_cast<double>(part) / static_cast<double>(whole);
}

std::vector<double> sorted(std::vector<double> scores) {
  std::sort(scores.begin(), scores.end());
  return scores;
}

}  // namespace

double auc(const std::vector<double>& positive, const std::vector<double>& negative) {
  if (positive.empty() || negative.empty()) return kNan;
  const std::vector<double> ascending = sorted(negative);
  double wins = 0;
  for (double score : positive) {
    const auto [first, last] = std::equal_range(ascending.begin(), ascending.end(), score);
    wins +=
        static_cast<double>(first - ascending.begin()) + 0.5 * static_cast<double>(last - first);
  }
  return wins / static_cast<double>(positive.size()) / static_cast<double>(negative.size());
}

double balanced_accuracy(const std::vector<double>& positive, const std::vector<double>& negative,
                         double threshold) {
  const double sensitivity = share(count_from(positive, threshold), positive.size());
  const double specificity =
      share(negative.size() - count_from(negative, threshold), negative.size());
  return (sensitivity + specificity) / 2;
}

double threshold_at_fmr(std::vector<double> non_mated, double fmr) {
  if (non_mated.empty() || !(fmr > 0 && fmr < 1)) {
    throw std::logic_error("threshold_at_fmr: no scores, or a rate outside (0, 1)");
  }
  // How many may match. The tiny addend keeps 0.29 * 100 = 28.999... from losing one.
  const double allowed_exact = fmr * static_cast<double>(non_mated.size());
  const auto allowed =
      std::min(non_mated.size() - 1, static_cast<std::size_t>(std::floor(allowed_exact + 1e-9)));
  // The highest score that must not match: any threshold above it will do, the next double is the
  // smallest.
  const auto refused = non_mated.begin() + static_cast<std::ptrdiff_t>(allowed);
  std::nth_element(non_mated.begin(), refused, non_mated.end(), std::greater<>());
  return std::nextafter(*refused, std::numeric_limits<double>::infinity());
}

double true_match_rate(const std::vector<double>& mated, std::size_t failures, double threshold) {
  return share(count_from(mated, threshold), mated.size() + failures);
}

double false_match_rate(const std::vector<double>& non_mated, double threshold) {
  return share(count_from(non_mated, threshold), non_mated.size());
}

double equal_error_rate(const std::vector<double>& mated, const std::vector<double>& non_mated) {
  if (mated.empty() || non_mated.empty()) return kNan;
  const std::vector<double> genuine = sorted(mated), impostor = sorted(non_mated);
  // Raise the threshold past one distinct score at a time: FMR falls from 1, FNMR rises from 0.
  // Between the last point with FNMR < FMR and the next, the curve is a straight line.
  std::size_t rejected_genuine = 0, rejected_impostor = 0;
  double fmr = 1, fnmr = 0;
  while (true) {
    const double next_genuine =
        rejected_genuine < genuine.size() ? genuine[rejected_genuine] : impostor.back();
    const double next_impostor =
        rejected_impostor < impostor.size() ? impostor[rejected_impostor] : genuine.back();
    const double score = std::min(next_genuine, next_impostor);
    while (rejected_genuine < genuine.size() && genuine[rejected_genuine] <= score) {
      ++rejected_genuine;
    }
    while (rejected_impostor < impostor.size() && impostor[rejected_impostor] <= score) {
      ++rejected_impostor;
    }
    const double next_fmr = 1 - share(rejected_impostor, impostor.size());
    const double next_fnmr = share(rejected_genuine, genuine.size());
    if (next_fnmr >= next_fmr) {
      const double before = fmr - fnmr, after = next_fnmr - next_fmr;
      return fmr + (next_fmr - fmr) * before / (before + after);
    }
    fmr = next_fmr;
    fnmr = next_fnmr;
  }
}

}  // namespace antifaz
