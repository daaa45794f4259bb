#pragma once

#include <ATen/core/Tensor.h>

#include <filesystem>
#include <vector>

#include "src/data/manifest.hpp"

namespace antifaz {

/// The images of a manifest as grey squares, float32 [N, 1, side, side] in [0, 1]: the largest
/// centred square of each, averaged down. Throws `Error` for a file that is no image.
at::Tensor read_grey_squares(const Manifest& images, int side);

/// Rows of equally large grey images [N, 1, H, W], values clamped to [0, 1], as one picture with
/// every pixel `zoom` pixels wide.
void write_contact_sheet(const std::vector<at::Tensor>& rows, int zoom,
                         const std::filesystem::path& file);

}  // namespace antifaz
