#pragma once

#include <filesystem>
#include <opencv2/core.hpp>
#include <string>
#include <variant>

namespace antifaz {

/// Why a file is no usable image, in words fit for a report.
struct ImageFault {
  std::string reason;
};

/// True for the extensions this program reads and writes: jpg jpeg png bmp tif tiff webp, any case.
bool is_image_file(const std::filesystem::path& path);

/// Decodes a photograph as it stands: 8 or 16 bits, 1 (grey), 3 (BGR) or 4 (BGRA) channels; EXIF
/// orientation is applied to the pixels. Any other file (missing, unreadable, empty, truncated, not
/// an image) is an `ImageFault`: bad images are outcomes, not exceptions. Half-decoded (truncated)
/// files are faults, never grey areas.
std::variant<cv::Mat, ImageFault> read_photo(const std::filesystem::path& path);

/// 8-bit 3-channel BGR view of any photograph that `read_photo` returns (alpha dropped, 16 bits
/// divided by 257).
cv::Mat to_bgr8(const cv::Mat& photo);

/// Encodes by extension (JPEG quality 95 4:4:4, PNG keeps depth and alpha) and writes atomically: a
/// temporary file in the same folder, then rename. No metadata is written: EXIF can hold an
/// unprotected thumbnail. Throws `Error` where the folder can't be written.
void write_photo(const cv::Mat& photo, const std::filesystem::path& path);

}  // namespace antifaz
