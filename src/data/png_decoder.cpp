#include <zlib.h>

#include <string_view>

#include "src/data/codecs.hpp"
#include "src/data/exif_orientation.hpp"

namespace antifaz {
namespace {

constexpr std::size_t kSignature = 8, kFrame = 12;  // a chunk is length, type, data, CRC

std::uint32_t big_endian(std::string_view bytes) {
  std::uint32_t value = 0;
  for (int i = 0; i < 4; ++i) value = value << 8 | static_cast<unsigned char>(bytes[i]);
  return value;
}

// libpng prints its complaints about ancillary chunks (colour profiles above all), so OpenCV is
// given only the critical ones, whose type begins with a capital, and the transparency.
bool holds_pixels(std::string_view type) { return (type[0] & 0x20) == 0 || type == "tRNS"; }

}  // namespace

Decoded decode_png(const std::string& bytes) {
  std::string_view rest(bytes), exif;
  std::string pixels_only(rest.substr(0, kSignature));
  rest.remove_prefix(kSignature);
  for (std::string_view type; type != "IEND";) {
    if (rest.size() < kFrame || big_endian(rest) > rest.size() - kFrame) {
      return ImageFault{"the PNG file is truncated"};
    }
    const std::size_t length = big_endian(rest);
    const std::string_view chunk = rest.substr(0, kFrame + length), data = chunk.substr(8, length);
    rest.remove_prefix(chunk.size());
    type = chunk.substr(4, 4);
    const auto sum = crc32(0, reinterpret_cast<const Bytef*>(type.data()),
                           static_cast<uInt>(type.size() + length));
    if (sum != big_endian(chunk.substr(8 + length))) {
      return ImageFault{"the PNG file is damaged (wrong checksum)"};
    }
    if (type == "IHDR" && length >= 8 &&
        is_too_large(big_endian(data), big_endian(data.substr(4)))) {
      return too_large(big_endian(data), big_endian(data.substr(4)));
    }
    if (type == "eXIf") exif = data;
    if (holds_pixels(type)) pixels_only += chunk;
  }
  const Decoded decoded = decode_with_opencv(pixels_only);
  if (const auto* image = std::get_if<cv::Mat>(&decoded)) {
    return upright(*image, exif.empty() ? 1 : exif_orientation(exif));
  }
  return decoded;
}

}  // namespace antifaz
