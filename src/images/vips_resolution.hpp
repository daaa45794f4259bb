#pragma once

#include <string>
#include <vips/vips8>

#include "src/images/image_io.hpp"

namespace antifaz {

/// Sets the resolution of a photograph, whose format and orientation are known, from its file as
/// libvips opened it. A file that has none keeps none; where it has no unit and its format can't be
/// written so, `left_out` says it.
void read_resolution(const vips::VImage& image, const std::string& file, Photo& photo);

}  // namespace antifaz
