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

/// A WebP image that is not lossless.
bool is_lossy_webp(std::string_view bytes);

/// False where a JPEG 2000 file ends before its codestream does: OpenJPEG passes over a few bytes.
bool has_whole_codestream(std::string_view jpeg2000);

/// The same file without EXIF. libvips gives each file a fresh one.
std::string jpeg_without_exif(std::string_view bytes);
std::string webp_without_exif(std::string_view bytes);

/// Puts dots per inch into a JPEG that begins with JFIF's segment, as libjpeg's all do. Nothing
/// where they are not between 1 and 65535.
void put_jpeg_resolution(double across, double down, std::string& bytes);

}  // namespace antifaz
