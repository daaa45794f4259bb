#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "pipelines/anonymize/protector.hpp"
#include "pipelines/observer.hpp"
#include "src/core/labels.hpp"
#include "src/data/manifest.hpp"
#include "src/face/black_box.hpp"

namespace antifaz {

/// What to do with a photograph in which no face is found.
enum class NoFace {
  kSkip,  ///< fail closed: do not write it, list it
  kCopy   ///< write it re-encoded as it is, list it
};

struct AnonymizeOptions {
  std::vector<std::filesystem::path> inputs;  ///< photographs and folders (recursive)
  std::filesystem::path output;               ///< folder; never inside an input folder
  Mode mode = Mode::kRandom;
  double strength = 1.0;   ///< factor on the change, 0 to 1
  std::uint64_t seed = 0;  ///< key of the random mode
  NoFace no_face = NoFace::kSkip;
  bool overwrite = false;  ///< replace files already in the output folder
  std::size_t batch = 16;  ///< photographs a step
  const Manifest* labels =
      nullptr;  ///< genders (without them the classifier's) and, for kRandom, people by path
};

enum class OutcomeKind { kProtected, kNoFace, kCopied, kFailed };
std::string_view to_string(OutcomeKind kind);

/// A face that was changed.
struct ProtectedFace {
  cv::Rect2f box;
  Target target = Target::kNeutral;
  std::optional<Gender> label;   ///< where the mode needs one
  bool label_estimated = false;  ///< by the classifier, not given
};

/// What became of one photograph.
struct Outcome {
  std::filesystem::path input, output;  ///< `output` is empty where nothing was written
  OutcomeKind kind = OutcomeKind::kFailed;
  std::string reason;  ///< of a failure, one line
  std::vector<ProtectedFace> faces;
};

struct AnonymizeReport {
  std::vector<Outcome> outcomes;  ///< in the order of the inputs' sorted file lists
  double seconds = 0;

  std::size_t count(OutcomeKind kind) const;
  std::size_t faces() const;
};

/// Protects every photograph of the inputs into `options.output`, mirroring folder trees (an input
/// folder's tree below the output folder itself; with several inputs, below a folder named like the
/// input). All faces of a photograph are treated. Throws `Error`, before anything is written, for a
/// missing or empty input, an output inside an input (or the reverse), two photographs that would
/// become one file, a file that is there already (unless `overwrite`), a label mode with neither
/// labels nor classifier (`classifier` may be null), and labels that name none of the photographs.
/// A bad photograph is an outcome and the others go on; nothing is written of it. In kRandom the
/// target of a face comes from a keyed hash of its person where the labels name one (a photograph's
/// subject is its main face), else of "<path relative to its input>#<face index>": three times in
/// four the opposite of its label (or of what the classifier says), else the same; without either a
/// fair coin.
AnonymizeReport anonymize(const AnonymizeOptions& options, FaceDetector& detector,
                          Protector& protector, GenderClassifier* classifier, Observer& observer);

}  // namespace antifaz
