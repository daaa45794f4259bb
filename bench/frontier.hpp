#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "bench/embedded_faces.hpp"
#include "pipelines/attacks/run_attacks.hpp"
#include "pipelines/evaluate/collect_scores.hpp"
#include "pipelines/measures/verification_trials.hpp"
#include "src/data/subjects.hpp"

namespace antifaz {

/// What a protection leaves to a matcher and to gallery attackers; rates and AUCs in [0, 1].
struct FrontierPoint {
  std::string amount;       ///< of the protection, for the reader
  double cosine = 1;        ///< mean, of a protected face and its original
  double matched = 0;       ///< TMR at FMR 0.1 %, original against protected
  double matched_both = 0;  ///< protected against protected
  double false_matched = 0, false_matched_both = 0;  ///< false match rates at the same threshold
  double linear = 0, neighbours = 0;                 ///< AUC of the attackers

  double attacked() const { return std::max(linear, neighbours); }
};

/// One protection at several amounts.
struct FrontierCurve {
  std::string name;
  std::vector<FrontierPoint> points;
};

/// Measures embeddings put in the place of those that were found, as `antifaz evaluate` measures
/// photographs: the pairs' match rate at a threshold fixed on originals, and attackers who learn
/// from the protected faces of two thirds of the people.
class Frontier {
 public:
  /// `matcher` must outlive this. Throws `Error` where the pairs or the people are too few.
  Frontier(const Manifest& manifest, const std::vector<Pair>& pairs, const EmbeddedFaces& faces,
           const FaceMatcher& matcher);

  /// `protecteds` float32 [N, d] of length 1, a row for each of the faces.
  FrontierPoint measure(const std::string& amount, const at::Tensor& protecteds) const;

  /// A fair coin for each person, -1 or 1, float32 [N] by face.
  at::Tensor coins(std::uint64_t seed) const;

  /// In the place of each face's embedding the mean of all of its person's, [N, d].
  at::Tensor means_of_people(const at::Tensor& embeddings) const;

 private:
  /// Whose faces these are, int64 numbers of faces.
  std::vector<std::uint32_t> subjects(const at::Tensor& faces) const;
  /// By manifest row; nothing where no face was found.
  std::vector<std::optional<FaceScores>> by_row(const at::Tensor& embeddings) const;

  const FaceMatcher& matcher_;
  Subjects subjects_;
  std::vector<Trial> trials_;
  EmbeddedFaces faces_;
};

}  // namespace antifaz
