#include "src/images/image_io.hpp"

#include <opencv2/imgproc.hpp>
#include <utility>

#include "src/core/error.hpp"
#include "src/core/files.hpp"
#include "src/core/sha256.hpp"
#include "src/images/codecs.hpp"
#include "src/images/image_limits.hpp"

namespace antifaz {
namespace {

namespace fs = std::filesystem;

Decoded decode(const std::string& bytes) {
  if (bytes.empty()) return ImageFault{"the file is empty (0 bytes)"};
  const std::optional<ImageFormat> format = format_of_bytes(bytes);
  if (!format) return ImageFault{"not a " + image_format_names() + " image"};
  return *format == ImageFormat::kBmp ? decode_bmp(bytes) : decode_with_vips(bytes, *format);
}

cv::Mat to_8_bits(const cv::Mat& pixels) {
  if (pixels.depth() == CV_8U) return pixels;
  cv::Mat narrow;
  pixels.convertTo(narrow, CV_8U, 1 / 257.0);  // 65535 = 255 * 257
  return narrow;
}

bool has_16_bits(ImageFormat format) {
  return format == ImageFormat::kPng || format == ImageFormat::kTiff ||
         format == ImageFormat::kHeic || format == ImageFormat::kAvif ||
         format == ImageFormat::kJpeg2000;
}

bool has_profile(ImageFormat format) {
  return format != ImageFormat::kBmp && format != ImageFormat::kGif &&
         format != ImageFormat::kJpeg2000;
}

/// BMP has no grey with alpha.
cv::Mat to_bgra(const cv::Mat& grey_and_alpha) {
  cv::Mat bgra(grey_and_alpha.size(), CV_8UC4);
  cv::mixChannels({grey_and_alpha}, {bgra}, {0, 0, 0, 1, 0, 2, 1, 3});
  return bgra;
}

std::string encode(const Photo& photo, ImageFormat format) {
  Photo fitting = has_profile(format) ? photo : without_profile(photo);
  if (!has_16_bits(format)) fitting.pixels = to_8_bits(fitting.pixels);
  if (format != ImageFormat::kBmp) return encode_with_vips(fitting, format);
  if (fitting.pixels.channels() == 2) fitting.pixels = to_bgra(fitting.pixels);
  return encode_bmp(fitting);
}

Decoded read_and_decode(const fs::path& path, std::string* sha256) {
  std::error_code problem;
  if (const auto size = fs::file_size(path, problem); !problem && size > image_limits::kFileBytes) {
    return ImageFault{"its " + std::to_string(size) + " bytes are too many"};
  }
  std::string bytes = read_file(path, problem);
  if (problem) return ImageFault{"can't be read (" + problem.message() + ")"};
  if (sha256) *sha256 = sha256_of_bytes(bytes);
  Decoded decoded = decode(bytes);
  if (auto* photo = std::get_if<Photo>(&decoded); photo && photo->format == ImageFormat::kJpeg) {
    photo->file = std::make_shared<const std::string>(std::move(bytes));
  }
  return decoded;
}

}  // namespace

bool is_image_file(const fs::path& path) { return format_of_name(path).has_value(); }

std::variant<Photo, ImageFault> read_photo(const fs::path& path) {
  return read_and_decode(path, nullptr);
}

std::variant<Photo, ImageFault> read_photo(const fs::path& path, std::string& sha256) {
  sha256.clear();
  return read_and_decode(path, &sha256);
}

std::variant<Photo, ImageFault> decode_photo(const std::string& bytes) { return decode(bytes); }

std::variant<cv::Mat, ImageFault> read_pixels(const fs::path& path) {
  auto read = read_photo(path);
  if (auto* fault = std::get_if<ImageFault>(&read)) return std::move(*fault);
  return std::get<Photo>(std::move(read)).pixels;
}

cv::Mat to_bgr8(const cv::Mat& photo) {
  cv::Mat narrow = to_8_bits(photo);
  if (narrow.channels() == 3) return narrow;
  if (narrow.channels() == 2) cv::extractChannel(narrow, narrow, 0);
  cv::Mat bgr;
  cv::cvtColor(narrow, bgr, narrow.channels() == 1 ? cv::COLOR_GRAY2BGR : cv::COLOR_BGRA2BGR);
  return bgr;
}

std::string encode_photo(const Photo& photo, const fs::path& name) {
  const std::optional<ImageFormat> format = photo.format ? photo.format : format_of_name(name);
  if (!format) throw Error(name, "unknown image type; use " + image_format_names());
  try {
    return encode(photo, *format);
  } catch (const Error& error) {
    throw Error(name, error.what());
  }
}

void write_photo(const Photo& photo, const fs::path& path) {
  write_atomically(path, encode_photo(photo, path));
}

void write_photo(const cv::Mat& pixels, const fs::path& path) {
  Photo photo;
  photo.pixels = pixels;
  write_photo(photo, path);
}

}  // namespace antifaz
