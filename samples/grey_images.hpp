#pragma once

#include <ATen/core/Tensor.h>

#include <filesystem>
#include <vector>

#include "src/data/manifest.hpp"

namespace antifaz {

/// The images of a manifest as grey squares, float32 [N, 1, side, side] in [0, 1]: the largest
/// centred square of each, averaged down. Throws `Error` for a file that is no image.
at::Tensor read_grey_squares(const Manifest& images, int side);

/// The `contact_sheet` of rows of images with every pixel `zoom` pixels wide.
void write_zoomed(const std::vector<at::Tensor>& rows, int zoom, const std::filesystem::path& file);

}  // namespace antifaz
