#include "src/data/image_io.hpp"

#include <algorithm>
#include <cctype>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>
#include <string_view>
#include <vector>

#include "src/core/error.hpp"
#include "src/core/files.hpp"
#include "src/data/codecs.hpp"

namespace antifaz {
namespace {

namespace fs = std::filesystem;

std::string lower_extension(const fs::path& path) {
  std::string extension = path.extension().string();
  std::transform(extension.begin(), extension.end(), extension.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return extension;
}

bool starts_with(std::string_view text, std::string_view prefix) {
  return text.substr(0, prefix.size()) == prefix;
}

// By content: files named .jpg that hold a PNG are common, and a text file named .jpg must not
// reach the many other decoders that OpenCV tries.
Decoded decode(const std::string& bytes) {
  if (bytes.empty()) return ImageFault{"the file is empty (0 bytes)"};
  if (starts_with(bytes, "\xFF\xD8\xFF")) return decode_jpeg(bytes);
  if (starts_with(bytes, "\x89PNG\r\n\x1A\n")) return decode_png(bytes);
  const bool webp = starts_with(bytes, "RIFF") && bytes.find("WEBP") == 8;
  if (webp || starts_with(bytes, "BM") || starts_with(bytes, {"II*\0", 4}) ||
      starts_with(bytes, {"MM\0*", 4})) {
    return decode_other(bytes);
  }
  return ImageFault{"not a JPEG, PNG, BMP, TIFF or WebP image"};
}

cv::Mat to_8_bits(const cv::Mat& photo) {
  if (photo.depth() == CV_8U) return photo;
  cv::Mat narrow;
  photo.convertTo(narrow, CV_8U, 1 / 257.0);  // 65535 = 255 * 257
  return narrow;
}

std::string encode(const cv::Mat& photo, const std::string& extension) {
  constexpr int kJpegQuality = 95;
  if (extension == ".jpg" || extension == ".jpeg") {
    return encode_jpeg(to_8_bits(photo), kJpegQuality);
  }
  // OpenCV would clip 16 bits to 8, not scale them.
  const bool keeps_depth = extension == ".png" || extension == ".tif" || extension == ".tiff";
  std::vector<unsigned char> bytes;
  cv::imencode(extension, keeps_depth ? photo : to_8_bits(photo), bytes);
  return std::string(bytes.begin(), bytes.end());
}

}  // namespace

bool is_image_file(const fs::path& path) {
  static const std::vector<std::string> kExtensions{".jpg", ".jpeg", ".png", ".bmp",
                                                    ".tif", ".tiff", ".webp"};
  return std::find(kExtensions.begin(), kExtensions.end(), lower_extension(path)) !=
         kExtensions.end();
}

std::variant<cv::Mat, ImageFault> read_photo(const fs::path& path) {
  std::error_code problem;
  const std::string bytes = read_file(path, problem);
  if (problem) return ImageFault{"can't be read (" + problem.message() + ")"};
  Decoded decoded = decode(bytes);
  if (const auto* image = std::get_if<cv::Mat>(&decoded)) {
    if (image->depth() != CV_8U && image->depth() != CV_16U) {
      return ImageFault{"pixels are neither 8 nor 16 bits deep"};
    }
  }
  return decoded;
}

cv::Mat to_bgr8(const cv::Mat& photo) {
  const cv::Mat narrow = to_8_bits(photo);
  if (narrow.channels() == 3) return narrow;
  cv::Mat bgr;
  cv::cvtColor(narrow, bgr, narrow.channels() == 1 ? cv::COLOR_GRAY2BGR : cv::COLOR_BGRA2BGR);
  return bgr;
}

void write_photo(const cv::Mat& photo, const fs::path& path) {
  if (!is_image_file(path)) {
    throw Error(path, "unknown image type; use jpg, jpeg, png, bmp, tif, tiff or webp");
  }
  const std::string extension = lower_extension(path);
  std::string bytes;
  try {
    bytes = encode(photo, extension);
  } catch (const cv::Exception& error) {
    throw Error(path, "can't be encoded (" + error.err + ")");
  }
  write_atomically(path, bytes);
}

}  // namespace antifaz
