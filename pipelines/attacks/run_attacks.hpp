#pragma once

#include <optional>
#include <vector>

#include "pipelines/attacks/attacker.hpp"
#include "pipelines/collect_scores.hpp"

namespace antifaz {

enum class AttackEffort {
  kNone,
  kFast,  ///< what needs no pixels: averages over people, attacks on embeddings; seconds
  kAll    ///< networks are trained as well; minutes
};

struct AttackOptions {
  AttackEffort effort = AttackEffort::kFast;
  std::size_t replicates = 400;  ///< of the bootstrap over the test subjects
  std::uint64_t seed = 1;        ///< of the split, of training and of the bootstrap
  at::Device device = at::kCPU;
};

/// Faces for those who learn and for the test, of different people.
struct AttackSplit {
  at::Tensor training, test;  ///< int64 rows
};

/// Two thirds of the women and two thirds of the men train, the others test (whose face a subject's
/// first label says). Nothing where that leaves fewer than `kFewestTestPeople` of either.
std::optional<AttackSplit> split_people(const AttackFaces& faces, std::uint64_t seed);
inline constexpr std::size_t kFewestTestPeople = 5;

/// A person's scores are averaged where there are this many faces.
inline constexpr std::size_t kFewestAggregated = 4;

/// Runs every attacker that the effort allows and the faces suffice for, on both versions; none
/// where there are too few people (the observer is told). `classifiers` are those of
/// `faces.scores`.
std::vector<AttackResult> run_attacks(const AttackFaces& faces,
                                      const std::vector<Judge<GenderClassifier>>& classifiers,
                                      const AttackOptions& options, Observer& observer);

}  // namespace antifaz
