#include <opencv2/imgcodecs.hpp>
#include <string_view>

#include "src/data/codecs.hpp"
#include "src/data/exif_orientation.hpp"

namespace antifaz {
namespace {

std::uint32_t little_endian(std::string_view bytes) {
  std::uint32_t value = 0;
  for (int i = 3; i >= 0; --i) value = value << 8 | static_cast<unsigned char>(bytes[i]);
  return value;
}

// BMP and WebP files state their size. OpenCV notices what is missing too, but prints it.
bool is_cut_short(std::string_view bytes) {
  constexpr std::size_t kSmallest = 32;  // of any header, as OpenCV demands for WebP
  if (bytes.size() < kSmallest) return true;
  if (bytes.substr(0, 2) == "BM") return little_endian(bytes.substr(2)) > bytes.size();
  if (bytes.substr(0, 4) == "RIFF") return little_endian(bytes.substr(4)) > bytes.size() - 8;
  return false;
}

int webp_orientation(std::string_view bytes) {
  for (std::size_t at = 12; at + 8 <= bytes.size();) {  // chunks: type, length, data, even padding
    const std::size_t length = little_endian(bytes.substr(at + 4));
    if (bytes.substr(at, 4) == "EXIF") return exif_orientation(bytes.substr(at + 8, length));
    at += 8 + length + length % 2;
  }
  return 1;
}

}  // namespace

Decoded decode_with_opencv(const std::string& bytes) {
  const cv::Mat encoded(1, static_cast<int>(bytes.size()), CV_8UC1,
                        const_cast<char*>(bytes.data()));  // imdecode only reads
  cv::Mat image;
  try {
    image = cv::imdecode(encoded, cv::IMREAD_UNCHANGED);
  } catch (const cv::Exception& error) {
    return ImageFault{"can't be decoded (" + error.err + ")"};
  }
  if (image.empty()) return ImageFault{"can't be decoded (damaged or truncated)"};
  return image;
}

Decoded decode_other(const std::string& bytes) {
  if (is_cut_short(bytes)) return ImageFault{"the file is truncated"};
  Decoded decoded = decode_with_opencv(bytes);
  // OpenCV turns TIFFs itself; BMP knows no orientation.
  if (auto* image = std::get_if<cv::Mat>(&decoded); image && bytes.substr(0, 4) == "RIFF") {
    return upright(*image, webp_orientation(bytes));
  }
  return decoded;
}

ImageFault too_large(std::uint64_t width, std::uint64_t height) {
  return {std::to_string(width) + "x" + std::to_string(height) + " pixels are too many"};
}

}  // namespace antifaz
