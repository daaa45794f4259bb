#include "src/images/file_parts.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <functional>

namespace antifaz {
namespace {

std::uint32_t big_endian(std::string_view bytes) {
  std::uint32_t value = 0;
  for (const char byte : bytes) value = value << 8 | static_cast<unsigned char>(byte);
  return value;
}

std::uint32_t little_endian(std::string_view bytes) {
  return big_endian(std::string(bytes.rbegin(), bytes.rend()));
}

std::string little_endian(std::uint32_t value) {
  std::string bytes;
  for (int i = 0; i < 4; ++i) bytes += static_cast<char>(value >> (8 * i));
  return bytes;
}

/// One part of a file: what it is called, what it holds, and all of it with its frame.
struct Part {
  std::string_view name, data, whole;
};

/// Calls `visit` for each part until it returns false or the file breaks off.
using Visit = std::function<bool(const Part&)>;

/// Chunks of a PNG: length, type, data, checksum.
void for_each_png_chunk(std::string_view bytes, const Visit& visit) {
  for (std::string_view rest = bytes.substr(std::min<std::size_t>(8, bytes.size()));
       rest.size() >= 12;) {
    const std::size_t length = big_endian(rest.substr(0, 4));
    if (length > rest.size() - 12) return;
    if (!visit({rest.substr(4, 4), rest.substr(8, length), rest.substr(0, length + 12)})) return;
    rest.remove_prefix(length + 12);
  }
}

/// Chunks of a RIFF file: type, length, data, a byte of padding after an odd length.
void for_each_riff_chunk(std::string_view bytes, const Visit& visit) {
  for (std::string_view rest = bytes.substr(std::min<std::size_t>(12, bytes.size()));
       rest.size() >= 8;) {
    const std::size_t length = little_endian(rest.substr(4, 4));
    if (length > rest.size() - 8) return;
    const std::size_t padded = std::min(8 + length + length % 2, rest.size());
    if (!visit({rest.substr(0, 4), rest.substr(8, length), rest.substr(0, padded)})) return;
    rest.remove_prefix(padded);
  }
}

bool starts_with(std::string_view text, std::string_view prefix) {
  return text.substr(0, prefix.size()) == prefix;
}

}  // namespace

bool is_animated_png(std::string_view bytes) {
  bool animated = false;
  for_each_png_chunk(bytes, [&](const Part& chunk) {
    animated = animated || chunk.name == "acTL" || chunk.name == "fdAT";
    return !animated;
  });
  return animated;
}

std::size_t longest_chunk(std::string_view bytes, ImageFormat format, std::string_view name) {
  std::size_t longest = 0;
  const auto look = [&](const Part& chunk) {
    if (chunk.name == name) longest = std::max(longest, chunk.data.size());
    return true;
  };
  format == ImageFormat::kPng ? for_each_png_chunk(bytes, look) : for_each_riff_chunk(bytes, look);
  return longest;
}

bool has_other_texts(std::string_view png) {
  bool other = false;
  for_each_png_chunk(png, [&](const Part& chunk) {
    const bool text = chunk.name == "tEXt" || chunk.name == "zTXt" || chunk.name == "iTXt";
    other = text && !starts_with(chunk.data, "XML:com.adobe.xmp") &&
            !starts_with(chunk.data, "Raw profile type ") &&
            !starts_with(chunk.data, "Description");
    return !other;
  });
  return other;
}

bool has_resolution_without_unit(std::string_view png) {
  bool without = false;
  for_each_png_chunk(png, [&](const Part& chunk) {
    without = chunk.name == "pHYs" && chunk.data.size() == 9 && chunk.data.back() == '\0';
    return !without && chunk.name != "IDAT";
  });
  return without;
}

bool has_auxiliary_pictures(std::string_view heif) {
  constexpr std::string_view kProperty("auxC\0\0\0\0", 8);  // then what it is, as a name
  for (std::size_t at = heif.find(kProperty); at != std::string_view::npos;
       at = heif.find(kProperty, at + 1)) {
    const std::string_view name = heif.substr(at + kProperty.size(), 64);
    const bool alpha = starts_with(name, "urn:mpeg:hevc:2015:auxid:1") ||
                       starts_with(name, "urn:mpeg:mpegB:cicp:systems:auxiliary:alpha");
    if (starts_with(name, "urn:") && !alpha) return true;
  }
  return false;
}

bool is_lossy_webp(std::string_view bytes) {
  bool lossy = false;
  for_each_riff_chunk(bytes, [&](const Part& chunk) {
    lossy = lossy || chunk.name == "VP8 ";
    return !lossy;
  });
  return lossy;
}

bool has_whole_codestream(std::string_view jpeg2000) {
  constexpr std::string_view kEnd = "\xFF\xD9";
  const auto ends_well = [&](std::string_view stream) {
    return stream.size() >= 2 && stream.substr(stream.size() - 2) == kEnd;
  };
  if (starts_with(jpeg2000, "\xFF\x4F")) return ends_well(jpeg2000);
  for (std::string_view rest = jpeg2000; rest.size() >= 16;) {  // boxes: length, type, data
    std::uint64_t length = big_endian(rest.substr(0, 4));
    if (length == 1)
      length = std::uint64_t{big_endian(rest.substr(8, 4))} << 32 | big_endian(rest.substr(12, 4));
    if (length == 0) length = rest.size();  // up to the file's end
    if (length < 8 || length > rest.size()) return false;
    if (rest.substr(4, 4) == "jp2c") return ends_well(rest.substr(0, length));
    rest.remove_prefix(length);
  }
  return false;
}

std::string webp_without_exif(std::string_view bytes) {
  constexpr char kHasExif = 0x08;  // in the first byte of VP8X, which announces what follows
  std::string kept = "WEBP";
  for_each_riff_chunk(bytes, [&](const Part& chunk) {
    if (chunk.name == "EXIF") return true;
    kept += chunk.whole;
    if (chunk.name == "VP8X") kept[kept.size() - chunk.whole.size() + 8] &= ~kHasExif;
    return true;
  });
  return "RIFF" + little_endian(static_cast<std::uint32_t>(kept.size())) + kept;
}

}  // namespace antifaz
