#pragma once

#include <vector>

#include "pipelines/evaluation_report.hpp"
#include "src/data/manifest.hpp"

namespace antifaz {

/// Below this `smooth_change`, in 8-bit levels, a face counts as its original, even if the file was
/// encoded again. On LFW the shipped generator changes every face by more than 8; encoding again as
/// JPEG at quality 50 stayed below 3 on LFW.
inline constexpr double kUnchanged = 3;

/// Names the faults of a protected folder that averages hide: faces that are (nearly) their
/// originals, all or some, and classifiers whose answers are so often wrong that turning them round
/// tells the gender. `change` is the `smooth_change` of each row, NaN where unknown.
std::vector<FolderFault> find_folder_faults(const std::vector<double>& change,
                                            const std::vector<ManifestRow>& rows,
                                            const std::vector<GenderResult>& gender);

}  // namespace antifaz
