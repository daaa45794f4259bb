#pragma once

#include <filesystem>
#include <memory>
#include <opencv2/core.hpp>
#include <optional>
#include <string>
#include <variant>

#include "src/images/image_format.hpp"

namespace antifaz {

/// Why a file is no usable image, in words fit for a report.
struct ImageFault {
  std::string reason;
};

/// A photograph and what must stay with it when it is written again.
struct Photo {
  /// Upright; 8 or 16 bits; 1 (grey), 2 (grey and alpha), 3 (BGR) or 4 (BGRA) channels.
  cv::Mat pixels;
  /// Of the file it was read from. Without it the name it is written to decides.
  std::optional<ImageFormat> format;
  /// A JPEG file as it was read, so that the rest of it can stay when some pixels change; null for
  /// every other format. Unlike `pixels` it may hold metadata.
  std::shared_ptr<const std::string> file;
  /// How a JPEG file's own pixels stand to the upright ones: EXIF's 1 (upright) to 8.
  int orientation = 1;
  /// Of a WebP file: whether it threw detail away, so that it may do so again.
  bool lossy = false;
  /// ICC profile of the pixels; without one they are sRGB or plain grey.
  std::string profile;
  /// Pixels per millimetre across and down, 0 where the file doesn't say, or says it without a
  /// unit.
  cv::Point2d resolution;
  /// What else the file held and `write_photo` won't carry, in words fit for a report; metadata
  /// excepted (`src/metadata`). Empty for nearly every file.
  std::string left_out;
};

/// True for the extensions of the formats this program reads and writes (see `format_of_name`).
bool is_image_file(const std::filesystem::path& path);

/// Decodes a photograph. Its content decides the format, not its name. Orientation is applied to
/// the pixels, CMYK is converted to sRGB with its own profile (perceptual, black point compensated;
/// without one plainly, as most programs do), which is what is written, palettes are resolved and
/// grey stays grey. EXIF and all other metadata but profile and resolution are dropped.
///
/// What can't be read is an `ImageFault`: bad images are outcomes, not exceptions. So are
/// - more than one picture in a file (pages, frames, animations), never the first alone; but the
///   second pictures and films behind a JPEG (MPO, depth and gain maps, motion photos) are only
///   named in `left_out`;
/// - what `image_limits` doesn't allow, told from the header before anything is decoded;
/// - floating point, 32-bit and other pixels that `Photo` can't hold;
/// - damage that costs pixels: a truncated file is never half grey.
/// Damage that costs none is read over: a missing end marker where every pixel is there (JPEG of
/// one scan, PNG, GIF), bytes after the end, a wrong checksum in a PNG's text.
std::variant<Photo, ImageFault> read_photo(const std::filesystem::path& path);

/// The same, and the SHA-256 of the bytes that were decoded; empty where they can't be read.
std::variant<Photo, ImageFault> read_photo(const std::filesystem::path& path, std::string& sha256);

/// The same of a file's bytes. `Photo::file` is not kept.
std::variant<Photo, ImageFault> decode_photo(const std::string& bytes);

/// The pixels alone.
std::variant<cv::Mat, ImageFault> read_pixels(const std::filesystem::path& path);

/// 8-bit 3-channel BGR view of any photograph that `read_photo` returns (alpha dropped, 16 bits
/// divided by 257).
cv::Mat to_bgr8(const cv::Mat& photo);

/// Encodes in the photograph's own format, or else by the extension of `name`. JPEG has quality 95
/// and 4:4:4, HEIC and AVIF quality 90, WebP 95 where the original was lossy; all else is lossless,
/// but GIF has 256 colours. Depth and alpha are kept where the format has them: JPEG, WebP and GIF
/// have 8 bits, BMP too, HEIC ten and AVIF twelve, JPEG no alpha.
///
/// No metadata is written: EXIF can hold an unprotected thumbnail. Profile and resolution are, but
/// JPEG 2000, GIF and BMP get sRGB pixels instead of a profile, and only JPEG, PNG, TIFF and BMP
/// have a field for the resolution.
/// Throws `Error`, which names `name`, where the format can't hold the image.
std::string encode_photo(const Photo& photo, const std::filesystem::path& name);

/// The same into a file, atomically: a temporary file in the same folder, then rename. Throws
/// `Error` where the folder can't be written too.
void write_photo(const Photo& photo, const std::filesystem::path& path);
/// The same of pixels that come from no file.
void write_photo(const cv::Mat& pixels, const std::filesystem::path& path);

}  // namespace antifaz
