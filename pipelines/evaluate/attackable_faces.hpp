#pragma once

#include "pipelines/attacks/attacker.hpp"
#include "pipelines/evaluate/collect_scores.hpp"
#include "src/data/subjects.hpp"

namespace antifaz {

/// What attackers can get at of all that was collected: the labelled faces that were acquired in
/// both versions or, where chips were kept, those whose chips there are.
AttackFaces attackable_faces(const Collected& collected, const Manifest& manifest,
                             const Subjects& subjects, const Judges& judges);

}  // namespace antifaz
