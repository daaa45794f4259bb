#pragma once

#include <ATen/core/Tensor.h>

#include <opencv2/core.hpp>
#include <vector>

namespace antifaz {

/// The only place where OpenCV images (8-bit BGR, rows x columns x channels) become tensors (RGB,
/// channels first) and back.

/// uint8 [3, H, W] RGB of an 8-bit BGR image.
at::Tensor to_tensor(const cv::Mat& bgr);

/// float32 [N, 3, H, W] RGB in [0, 1] of equally large 8-bit BGR images, channels_last in memory.
at::Tensor to_batch(const std::vector<cv::Mat>& bgr);

/// uint8 [N, 3, H, W] BGR of equally large 8-bit BGR images as they are, channels_last in memory:
/// for networks that look at many pixels once, to which reordering them would be a cost.
at::Tensor to_bgr_bytes(const std::vector<cv::Mat>& bgr);

/// uint8 [N, 3, H, W] -> float32 in [0, 1], channels_last.
at::Tensor to_unit_range(const at::Tensor& bytes);

/// Luma (BT.601) of float [N, 3, H, W] RGB images: [N, 1, H, W]. Differentiable.
at::Tensor luma_of(const at::Tensor& rgb);

/// CV_32FC3 BGR images in 8-bit units of a float [N, 3, H, W] RGB tensor in units of 1.
std::vector<cv::Mat> to_float_images(const at::Tensor& rgb);

/// 8-bit BGR image of a float [3, H, W] RGB tensor in [0, 1] (values outside are clamped).
cv::Mat to_image(const at::Tensor& rgb);

}  // namespace antifaz
