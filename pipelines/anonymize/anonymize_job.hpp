#pragma once

#include <filesystem>

#include "models/detection/detector_choice.hpp"
#include "pipelines/anonymize/anonymize_options.hpp"
#include "pipelines/anonymize/anonymize_report.hpp"
#include "pipelines/anonymize/network_protector.hpp"
#include "pipelines/observer.hpp"
#include "src/core/device.hpp"

namespace antifaz {

/// Who looks at protected faces before they are written (`SelfCheck`). The matcher looks at the
/// face alone, without its mirror image.
struct SelfCheckChoice {
  std::filesystem::path matcher;     ///< also tells people by their faces where kMatch groups them
  double match_threshold = 0;        ///< cosine similarity from which on two faces match
  std::filesystem::path classifier;  ///< best one that the generator was never trained against
};

/// Where the shipped matcher's false match rate is the 1 % that its card names its validation at:
/// measured (0.276) on the 29,000 pairs of different people among every twelfth image of CelebA.
inline constexpr double kShippedMatchThreshold = 0.28;

/// What `anonymize` is to do, and the files of all it needs.
struct AnonymizeJob {
  AnonymizeOptions options;
  std::filesystem::path labels;  ///< manifest, takes the place of `options.labels`; empty: none
  std::filesystem::path
      boxes;  ///< table of `FaceBoxes`, takes the place of `options.boxes`; empty: none
  DetectorChoice detector;
  ProtectorChoice protector;  ///< its classifier also estimates labels
  SelfCheckChoice check;      ///< not used where `options.unchecked`
  Device device;
};

/// Looks at the outputs, then at the inputs and the labels, then loads the networks and protects.
/// Throws what `anonymize` of its parts does, and `Error` where a file is not what it should be.
AnonymizeReport anonymize(const AnonymizeJob& job, Observer& observer);

}  // namespace antifaz
