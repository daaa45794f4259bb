#pragma once

#include <string>
#include <string_view>

#include "src/images/image_format.hpp"

/// What libvips doesn't tell of a file, or puts into one unasked: seen by walking over its parts,
/// never into its pixels (`jpeg_parts.hpp` for JPEG files). Broken files are none of these
/// functions' business: they stop there.
namespace antifaz {

/// An animated PNG: its further frames are chunks that other programs pass over.
bool is_animated_png(std::string_view bytes);

/// Bytes of the longest chunk of that name in a PNG or WebP file; 0 without one.
std::size_t longest_chunk(std::string_view bytes, ImageFormat format, std::string_view name);

/// A PNG with texts of programs that are none of EXIF, XMP, IPTC and description.
bool has_other_texts(std::string_view png);

/// A PNG whose pixels have a shape, but no size.
bool has_resolution_without_unit(std::string_view png);

/// A HEIF or AVIF file with further pictures that belong to the first, as depth and gain maps.
/// Transparency is none.
bool has_auxiliary_pictures(std::string_view heif);

/// A WebP image that is not lossless.
bool is_lossy_webp(std::string_view bytes);

/// False where a JPEG 2000 file ends before its codestream does: OpenJPEG passes over a few bytes.
bool has_whole_codestream(std::string_view jpeg2000);

/// The same file without the EXIF that libvips gives each.
std::string webp_without_exif(std::string_view bytes);

}  // namespace antifaz
