#pragma once

#include <optional>
#include <vector>

#include "pipelines/attacks/attack_options.hpp"
#include "pipelines/attacks/attacker.hpp"
#include "pipelines/evaluation_report.hpp"
#include "pipelines/judge.hpp"

namespace antifaz {

/// Faces for those who learn and for the test, of different people.
struct AttackSplit {
  at::Tensor training, test;  ///< int64 rows
};

/// Two thirds of the women and two thirds of the men train, the others test (whose face a subject's
/// first label says). Nothing where that leaves fewer than `kFewestTestPeople` of either.
std::optional<AttackSplit> split_people(const AttackFaces& faces, std::uint64_t seed);

/// A person's scores are averaged where there are this many faces.
inline constexpr std::size_t kFewestAggregated = 4;

struct AttackResults {
  std::vector<AttackResult> attackers;
  std::vector<AttackCurve> curves;  ///< of those on embeddings and those who restore
  bool too_few_people = false;      ///< for anybody who has to learn
};

/// Runs every attacker that the effort allows and the faces suffice for, on both versions. Who
/// learns needs people for both parts, who only averages `kFewestTestPeople` women and men with
/// enough faces. `classifiers` are those of `faces.scores`; `gallery`, if there is one, what
/// attackers brought along (`attack_from_gallery`). Throws `Stopped`.
AttackResults run_attacks(const AttackFaces& faces,
                          const std::vector<Judge<GenderClassifier>>& classifiers,
                          const AttackOptions& options, Observer& observer,
                          const AttackFaces* gallery = nullptr);

}  // namespace antifaz
