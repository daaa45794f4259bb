#include <opencv2/imgcodecs.hpp>
#include <string_view>

#include "src/data/codecs.hpp"
#include "src/data/exif_orientation.hpp"

namespace antifaz {

Decoded decode_other(const std::string& bytes) {
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

ImageFault too_large(std::uint64_t width, std::uint64_t height) {
  return {std::to_string(width) + "x" + std::to_string(height) + " pixels are too many"};
}

}  // namespace antifaz
