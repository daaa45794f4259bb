#pragma once

#include <vector>

#include "pipelines/anonymize/anonymize_plan.hpp"
#include "pipelines/anonymize/anonymize_report.hpp"
#include "pipelines/examined_photo.hpp"
#include "src/face/judge_interfaces.hpp"

namespace antifaz {

/// A photograph whose faces wait for their targets.
struct FacesToTarget {
  const PlannedPhoto* plan = nullptr;
  const ExaminedPhoto* seen = nullptr;
  const std::vector<cv::Mat>* chips = nullptr;  ///< one for each face, see `cut_chip`
  bool main_is_left = false;  ///< its main face, which its label is of, is not among them
};

/// The target of every face of every photograph, in order; asks the classifier (may be null) once,
/// for all faces that need its answer. A photograph's label is its main face's; nobody else's in
/// it. Throws `Error` where a face needs a label and has none, and where the classifier's answer is
/// no probability.
std::vector<std::vector<ProtectedFace>> choose_targets(const std::vector<FacesToTarget>& photos,
                                                       Mode mode, std::uint64_t seed,
                                                       GenderClassifier* classifier);

}  // namespace antifaz
