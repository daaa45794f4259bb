#pragma once

#include <filesystem>
#include <optional>
#include <vector>

#include "pipelines/evaluate/evaluate.hpp"
#include "pipelines/evaluate/given_scores.hpp"
#include "pipelines/evaluate/judges.hpp"
#include "src/data/manifest.hpp"
#include "src/face/face.hpp"

namespace antifaz {

/// An `EvaluateJob` whose files have been read.
struct MeasureOptions {
  Manifest originals;                      ///< folder and rows; gender may be unknown in some
  std::filesystem::path protected_folder;  ///< holds the same relative paths
  std::vector<Pair> pairs;                 ///< verification trials
  bool all_pairs = false;                  ///< compare all images with each other instead
  std::vector<GivenScores> given;          ///< of judges that are elsewhere
  AttackEffort effort = AttackEffort::kNone;
  std::optional<Manifest> attacker_gallery;  ///< faces that attackers bring along
  std::size_t gallery = 0;                   ///< this many faces to show
  std::size_t batch = 32;
  std::size_t replicates = 400;  ///< of the bootstrap; 0: no intervals
  std::uint64_t seed = 1;        ///< of the bootstrap, of drawing pairs, and of attackers
  Device device;                 ///< where attackers train networks
};

/// Finds the main face of every original and, independently, of its protected version, scores both
/// with every judge, compares, attacks, and comes to a verdict. A face not found counts as a
/// failure to acquire: its comparisons are false non-matches. Quality compares the two versions in
/// the original's chip. Where the judges come from, command, version and seconds are the caller's
/// to tell. Throws `Error` where the folders have no file in common, and `Stopped`.
Evaluation measure(const MeasureOptions& options, FaceDetector& detector, const Judges& judges,
                   Observer& observer);

}  // namespace antifaz
