#pragma once

#include <opencv2/core.hpp>
#include <optional>
#include <string>
#include <string_view>

/// What libvips doesn't tell of a JPEG file: see `file_parts.hpp`.
namespace antifaz {

/// How many scans a JPEG file has: each goes over the whole picture.
int scans_of(std::string_view jpeg);

/// Further pictures behind the first: MPO, depth maps, gain maps, with or without an index.
bool has_further_pictures(std::string_view jpeg);

/// A film behind the picture, as phones take it (motion photos).
bool has_film_behind(std::string_view jpeg);

/// A depth map in its metadata, as some phones write it.
bool has_depth_in_metadata(std::string_view jpeg);

/// Segments of makers and programs that are none of JFIF, EXIF, XMP, IPTC, colour profile and
/// comment.
bool has_other_segments(std::string_view jpeg);

/// What JFIF says of the pixels' shape, across and down, where it says nothing of their size.
std::optional<cv::Size> jfif_ratio(std::string_view jpeg);

/// The density of a JPEG file: dots per inch, or of no unit.
struct JfifDensity {
  double across = 0, down = 0;
  bool of_inches = true;
};

/// The same file with JFIF's segment in place of the EXIF that libvips gives each. The density is
/// left out where it doesn't lie between 1 and 65535.
std::string jfif_without_exif(std::string_view jpeg, const JfifDensity& density);

}  // namespace antifaz
