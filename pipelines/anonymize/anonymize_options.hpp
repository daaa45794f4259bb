#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

#include "pipelines/ledger/shard.hpp"
#include "pipelines/selection/name_groups.hpp"
#include "src/core/labels.hpp"
#include "src/data/manifest.hpp"
#include "src/metadata/metadata.hpp"

namespace antifaz {

/// What to do with a photograph in which no face is found.
enum class NoFace {
  kSkip,  ///< fail closed: do not write it, list it
  kCopy   ///< write it re-encoded as it is, list it
};

/// What to do with a face that is found and not fit to be changed, or whose change does not hold
/// what it promises (`SelfCheck`).
enum class Fallback {
  kSkip,  ///< fail closed: its photograph is quarantined, nothing of it is written
  kBlur,  ///< make the face unrecognisable by a mosaic and a blur (`obscure`)
  kSolid  ///< by one colour
};

class FaceBoxes;

struct AnonymizeOptions {
  std::vector<std::filesystem::path> inputs;  ///< photographs and folders (recursive)
  std::filesystem::path output;               ///< folder; never inside an input folder
  Shard shard;  ///< of the photographs, what this run does; the others are no concern of it
  std::filesystem::path report;  ///< file that the caller will write; empty: none. Only checked
  /// The report tells each face's target and label, by which genders are known: only of a file
  /// outside the output folder, and never in kRandom.
  bool tell_labels = false;
  Mode mode = Mode::kRandom;
  double strength = 1.0;   ///< factor on the change, above 0 and at most 1
  std::uint64_t seed = 0;  ///< key of the random mode
  /// Whose faces draw together in kRandom, only there and only where no label names people.
  GroupBy group_by = GroupBy::kNone;
  NoFace no_face = NoFace::kSkip;
  KeepMetadata metadata = KeepMetadata::kNone;  ///< of the photographs, in what is written
  bool largest = false;              ///< change only the face with the largest box; others stay
  double ignore_below = 0;           ///< pixels: found faces whose box has a shorter side stay
  const FaceBoxes* boxes = nullptr;  ///< where the faces of some photographs are; null: none given
  Fallback fallback = Fallback::kSkip;
  /// Don't ask matcher and classifier whether a face is as it should be: to evaluate a generator.
  bool unchecked = false;
  /// Do again what was done, and replace what no ledger knows in the output folder, and any report.
  bool overwrite = false;
  std::size_t batch = 16;  ///< photographs a step
  const Manifest* labels =
      nullptr;  ///< genders (without them the classifier's) and, for kRandom, people by path
};

}  // namespace antifaz
