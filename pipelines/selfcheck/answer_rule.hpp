#pragma once

#include <optional>

#include "src/core/labels.hpp"

namespace antifaz {

/// What a mode promises of a face: where a classifier's answer is drawn, and how far.
struct AnswerPromise {
  Target target = Target::kNeutral;
  std::optional<Gender> label;  ///< the face's own, where it is known
  double strength = 1;          ///< the user's, in (0, 1]: a wish for less is promised less
};

/// A classifier's answer in log odds of "male": 0 where it can't tell, 1.1 at three to one. `male`
/// is P(male) in [0, 1], taken as at least one and at most 999,999 in a million.
double log_odds(double male);

/// How an answer stands to what was promised. It is kept where `got` is at least `needed`, or, for
/// the neutral target, at most.
struct AnswerFigures {
  double got = 0, needed = 0;
  bool kept = false;
  bool too_far = false;  ///< the neutral target: it went past the middle
};

/// Whether an answer went where it was drawn; `before` and `after` are log odds.
///
/// - Female and male: `got` is how far it moved towards the target. Where it lay on the target's
///   side it must stay there (`needed` is minus its distance from even odds). Where it lay on the
///   other side it must come at least half of the way to even odds; for the face's own label, which
///   only keeps it as it is, it must not have moved away (by more than `kSlack`).
/// - Neutral: `got` is its distance from even odds, which must be at most `kMiddle`, or at most
///   three quarters of what it was.
///
/// Below a strength of 1 the half and the missing quarter are less in proportion.
AnswerFigures answer_figures(const AnswerPromise& promise, double before, double after);

/// Share of the way to even odds, at full strength.
inline constexpr double kShareOfTheWay = 0.5;
/// What counts as near the middle: P(male) between 0.12 and 0.88.
inline constexpr double kMiddle = 2;
/// Part of the distance from even odds that the neutral target takes away at full strength.
inline constexpr double kNeutralShare = 0.25;
/// What coding alone may move an answer.
inline constexpr double kSlack = 0.1;

}  // namespace antifaz
