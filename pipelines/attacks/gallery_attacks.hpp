#pragma once

#include "pipelines/attacks/run_attacks.hpp"

namespace antifaz {

/// Attackers on embeddings who learn from faces of another data set, and are asked about every face
/// of `faces`: adds their results (kind "gallery") and curves. `gallery` has the same matchers, and
/// the same rows for both versions. Nothing where either holds too few people to say anything:
/// fewer than `kFewestTestPeople` women or men to be asked about, or no woman or man to learn from.
/// Throws `Stopped`.
void attack_from_gallery(const AttackFaces& gallery, const AttackFaces& faces,
                         const AttackOptions& options, Observer& observer, AttackResults& results);

}  // namespace antifaz
