#include "pipelines/evaluate/embedding_comparisons.hpp"

#include <limits>

namespace antifaz {

double similarity(const FaceMatcher& matcher, std::size_t judge,
                  const std::optional<FaceScores>& left, const std::optional<FaceScores>& right) {
  if (!left || !right) return std::numeric_limits<double>::quiet_NaN();
  return matcher.similarity(left->embeddings[judge], right->embeddings[judge]);
}

Comparisons compare_embeddings(const FaceMatcher& matcher, std::size_t judge,
                               const Collected& collected, const std::vector<Trial>& trials) {
  using Faces = std::vector<std::optional<FaceScores>>;
  Comparisons comparisons;
  const auto compare = [&](ComparisonKind kind, const Faces& lefts, const Faces& rights) {
    auto& of_kind = comparisons[kind];
    of_kind.reserve(trials.size() * (kind == kOriginalProtected ? 2 : 1));
    for (const Trial& trial : trials) {
      of_kind.push_back({trial.left, trial.right, trial.same,
                         similarity(matcher, judge, lefts[trial.left], rights[trial.right])});
    }
  };
  compare(kOriginalOriginal, collected.originals, collected.originals);
  compare(kOriginalProtected, collected.originals, collected.protecteds);
  compare(kOriginalProtected, collected.protecteds, collected.originals);
  compare(kProtectedProtected, collected.protecteds, collected.protecteds);
  return comparisons;
}

}  // namespace antifaz
