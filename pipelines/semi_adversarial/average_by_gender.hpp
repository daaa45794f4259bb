#pragma once

#include <ATen/core/Tensor.h>

#include "models/judges/gender_judge.hpp"
#include "pipelines/semi_adversarial/make_prototypes.hpp"
#include "src/tensors/face_dataset.hpp"

namespace antifaz {

/// Average faces, and where their labels came from.
struct AverageFaces : PrototypeReport {
  at::Tensor prototypes;  ///< as `average_faces` gives them
};

/// Averages of aligned faces; a face without a label gets the classifier's, which may be empty
/// where all are labelled. Throws `Error` where labels are missing and nobody can be asked, and
/// where one gender has no face.
AverageFaces average_by_gender(FaceDataset faces, std::shared_ptr<GenderJudge> classifier,
                               at::Device device);

}  // namespace antifaz
