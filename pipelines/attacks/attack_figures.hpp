#pragma once

#include "pipelines/attacks/attacker.hpp"
#include "pipelines/evaluation_report.hpp"

namespace antifaz {

/// Answers of an attacker about people.
struct AttackAnswers {
  at::Tensor scores;                    ///< float64 [n]
  at::Tensor labels;                    ///< int64 [n]: 1 where the target is there
  std::vector<std::uint32_t> subjects;  ///< n numbers, not necessarily from 0
};

/// AUC, its distance from one half, and balanced accuracy at 0.5, with intervals over subjects.
AttackFigures attack_figures(const AttackAnswers& answers, std::size_t replicates,
                             std::uint64_t seed);

/// The mean of several attackers' figures, who answered about the same faces: `scores` holds one
/// float64 [n] each, `answers.scores` is not looked at. Replicates draw people and, beside them,
/// attackers, so the interval is of both: whom one asks about, and what an attacker happens to
/// have. The distance is that of the mean AUC. Precondition: at least one.
AttackFigures mean_attack_figures(const std::vector<at::Tensor>& scores,
                                  const AttackAnswers& answers, std::size_t replicates,
                                  std::uint64_t seed);

std::size_t distinct(const std::vector<std::uint32_t>& subjects);

/// An attacker's result before there are figures: who it is, and of how many images and people it
/// learns and is tested on. The vectors hold a subject an image.
AttackResult result_of(const Attacker::Description& about, const std::vector<std::uint32_t>& learnt,
                       const std::vector<std::uint32_t>& tested);

/// The mean score of every person of at least `fewest` faces.
AttackAnswers averaged_over_people(const AttackAnswers& answers, std::size_t fewest);

}  // namespace antifaz
