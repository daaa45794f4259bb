#pragma once

#include <string>
#include <string_view>

/// What libvips doesn't tell of a file, or puts into one unasked: seen by walking over its parts,
/// never into its pixels. Broken files are none of these functions' business: they stop there.
namespace antifaz {

/// An animated PNG: its further frames are chunks that other programs pass over.
bool is_animated_png(std::string_view bytes);

/// A JPEG with further pictures behind it: MPO, depth maps, gain maps.
bool has_further_pictures(std::string_view jpeg);

/// A JPEG with a film behind it, as phones take it (motion photos).
bool has_film_behind(std::string_view jpeg);

/// A WebP image that is not lossless.
bool is_lossy_webp(std::string_view bytes);

/// False where a JPEG 2000 file ends before its codestream does: OpenJPEG passes over a few bytes.
bool has_whole_codestream(std::string_view jpeg2000);

/// The same file without the EXIF that libvips gives each. A JPEG gets JFIF's segment instead, with
/// dots per inch across and down where those lie between 1 and 65535.
std::string jfif_without_exif(std::string_view jpeg, double across, double down);
std::string webp_without_exif(std::string_view bytes);

}  // namespace antifaz
