#pragma once

#include <ATen/core/Tensor.h>

#include <filesystem>
#include <opencv2/core.hpp>
#include <string>
#include <vector>

namespace antifaz {

/// The largest centred square of the image folder/name, resized to `side`: 8-bit BGR. Throws
/// `Error` where it can't be read.
cv::Mat read_square(const std::filesystem::path& folder, const std::string& name, int side);

/// Such squares of several images: uint8 [N, 3, side, side], RGB.
at::Tensor read_squares(const std::filesystem::path& folder, const std::vector<std::string>& names,
                        int side);

}  // namespace antifaz
