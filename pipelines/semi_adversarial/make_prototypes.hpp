#pragma once

#include <ATen/core/Tensor.h>

#include "models/judges/gender_net.hpp"
#include "src/tensors/face_dataset.hpp"

namespace antifaz {

/// Average faces and where their labels came from.
struct PrototypeReport {
  at::Tensor prototypes;  ///< as `average_faces` gives them
  std::size_t labelled = 0, estimated = 0;
  double classifier_error = 0;  ///< share of wrong answers on the labelled faces; NaN without any
};

/// Prototypes of aligned faces; a face without a label gets the classifier's, which may be empty
/// where all are labelled. Throws `Error` where labels are missing and nobody can be asked, and
/// where one gender has no face.
PrototypeReport make_prototypes(FaceDataset faces, GenderNet classifier, at::Device device);

}  // namespace antifaz
