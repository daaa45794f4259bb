#pragma once

#include <cstdint>
#include <opencv2/core.hpp>
#include <string>
#include <variant>

#include "src/data/image_io.hpp"

namespace antifaz {

/// The codecs behind `read_photo` and `write_photo`: from a file's bytes to upright pixels or the
/// reason why not. They print nothing.
using Decoded = std::variant<cv::Mat, ImageFault>;

/// With libjpeg itself: OpenCV fills what is missing from a damaged file with grey and says
/// nothing. Lost data (a truncated file, a bad code) is a fault; harmless oddities that cameras
/// produce are not. Grey stays grey; RGB, YCbCr and CMYK become BGR.
Decoded decode_jpeg(const std::string& bytes);

/// Checks every chunk's length and checksum before OpenCV sees the file.
Decoded decode_png(const std::string& bytes);

/// BMP, TIFF and WebP.
Decoded decode_other(const std::string& bytes);

/// Whatever OpenCV makes of the bytes, orientation not applied (except a TIFF's).
Decoded decode_with_opencv(const std::string& bytes);

/// JPEG of an 8-bit image of 1, 3 (BGR) or 4 (BGRA, alpha dropped) channels: full chroma
/// resolution, which OpenCV 4.6 can't be asked for (halved, it
/// smears the colours of what the
/// generator changed). Throws `cv::Exception`, as OpenCV's encoders do, beyond JPEG's 65500 pixels
/// a side.
std::string encode_jpeg(const cv::Mat& image, int quality);

/// More pixels than any camera's photograph (2^28, 268 megapixels) are taken for an attack on
/// memory: a few kilobytes can claim a gigapixel.
ImageFault too_large(std::uint64_t width, std::uint64_t height);
inline bool is_too_large(std::uint64_t width, std::uint64_t height) {
  return width * height > (std::uint64_t{1} << 28);
}

}  // namespace antifaz
