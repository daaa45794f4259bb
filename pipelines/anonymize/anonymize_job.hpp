#pragma once

#include <filesystem>

#include "pipelines/anonymize/anonymize_options.hpp"
#include "pipelines/anonymize/anonymize_report.hpp"
#include "pipelines/anonymize/network_protector.hpp"
#include "pipelines/observer.hpp"
#include "src/core/device.hpp"
#include "src/face/detector_choice.hpp"

namespace antifaz {

/// What `anonymize` is to do, and the files of all it needs.
struct AnonymizeJob {
  AnonymizeOptions options;
  std::filesystem::path labels;  ///< manifest, takes the place of `options.labels`; empty: none
  DetectorChoice detector;
  ProtectorChoice protector;  ///< its classifier also estimates labels
  Device device;
};

/// Looks at the outputs, then at the inputs and the labels, then loads the networks and protects.
/// Throws what `anonymize` of its parts does, and `Error` where a file is not what it should be.
AnonymizeReport anonymize(const AnonymizeJob& job, Observer& observer);

}  // namespace antifaz
