#include "pipelines/selfcheck/answer_rule.hpp"

#include <algorithm>
#include <cmath>

namespace antifaz {
namespace {

constexpr double kSurest = 1e-6;

double needed_move(const AnswerPromise& promise, double towards_target) {
  if (towards_target >= 0) return -towards_target;
  const Target own = promise.label == Gender::kMale ? Target::kMale : Target::kFemale;
  if (promise.label && promise.target == own) return -kSlack;
  return kShareOfTheWay * promise.strength * -towards_target;
}

}  // namespace

double log_odds(double male) {
  const double p = std::clamp(male, kSurest, 1 - kSurest);
  return std::log(p / (1 - p));
}

AnswerFigures answer_figures(const AnswerPromise& promise, double before, double after) {
  AnswerFigures figures;
  if (promise.target == Target::kNeutral) {
    figures.got = std::abs(after);
    figures.needed = std::max(kMiddle, (1 - kNeutralShare * promise.strength) * std::abs(before));
    figures.kept = figures.got <= figures.needed;
    figures.too_far = !figures.kept && before * after < 0;
    return figures;
  }
  const double direction = promise.target == Target::kMale ? 1 : -1;
  figures.got = direction * (after - before);
  figures.needed = needed_move(promise, direction * before);
  figures.kept = figures.got >= figures.needed;
  return figures;
}

}  // namespace antifaz
