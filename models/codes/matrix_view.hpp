#pragma once

#include <ATen/core/Tensor.h>

#include <opencv2/core.hpp>

namespace antifaz {

/// A contiguous float32 [N, D] tensor as OpenCV sees a matrix, without a copy.
inline cv::Mat matrix_view(const at::Tensor& values) {
  TORCH_CHECK(values.dim() == 2 && values.is_contiguous() && values.scalar_type() == at::kFloat);
  return cv::Mat(static_cast<int>(values.size(0)), static_cast<int>(values.size(1)), CV_32F,
                 values.data_ptr<float>());
}

}  // namespace antifaz
