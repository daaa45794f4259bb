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

/// Segments of a JPEG up to its first scan, named by their two marker bytes.
void for_each_jpeg_segment(std::string_view bytes, const Visit& visit) {
  for (std::string_view rest = bytes.substr(std::min<std::size_t>(2, bytes.size()));
       rest.size() >= 4 && rest[0] == '\xFF';) {
    if (rest[1] == '\xFF') {  // fill bytes may stand before a marker
      rest.remove_prefix(1);
      continue;
    }
    const std::size_t length = big_endian(rest.substr(2, 2));  // of itself and the data
    if (rest[1] == '\xDA' || length < 2 || length + 2 > rest.size()) return;
    if (!visit({rest.substr(0, 2), rest.substr(4, length - 2), rest.substr(0, length + 2)})) return;
    rest.remove_prefix(length + 2);
  }
}

bool starts_with(std::string_view text, std::string_view prefix) {
  return text.substr(0, prefix.size()) == prefix;
}

/// JFIF 1.1 without a preview.
std::string jfif_segment(double across, double down) {
  const auto fits = [](double dots) { return dots >= 1 && dots <= 65535; };
  const bool known = fits(across) && fits(down);
  std::string segment("\xFF\xE0\0\x10JFIF\0\1\1", 11);
  segment += known ? '\1' : '\0';  // dots per inch, or only their ratio
  for (const double dots : {across, down}) {
    const long whole = known ? std::lround(dots) : 1;
    segment += {static_cast<char>(whole >> 8), static_cast<char>(whole)};
  }
  return segment + std::string(2, '\0');
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

bool has_further_pictures(std::string_view jpeg) {
  bool further = false;
  for_each_jpeg_segment(jpeg, [&](const Part& segment) {
    further = segment.name == "\xFF\xE2" && starts_with(segment.data, {"MPF\0", 4});
    return !further;
  });
  return further;
}

bool has_film_behind(std::string_view jpeg) {
  std::size_t scan = std::min<std::size_t>(2, jpeg.size());
  for_each_jpeg_segment(jpeg, [&](const Part& segment) {
    scan = static_cast<std::size_t>(segment.whole.data() - jpeg.data()) + segment.whole.size();
    return true;
  });
  const std::size_t end = jpeg.find("\xFF\xD9", scan);  // of the picture: scans never hold it
  return end != std::string_view::npos && jpeg.find("ftyp", end) != std::string_view::npos;
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

std::string jfif_without_exif(std::string_view jpeg, double across, double down) {
  std::string kept = std::string(jpeg.substr(0, 2)) + jfif_segment(across, down);
  std::size_t seen = std::min<std::size_t>(2, jpeg.size());
  for_each_jpeg_segment(jpeg, [&](const Part& segment) {
    const bool exif = segment.name == "\xFF\xE1" && starts_with(segment.data, "Exif");
    const bool jfif = segment.name == "\xFF\xE0" && starts_with(segment.data, "JFIF");
    if (!exif && !jfif) kept += segment.whole;
    seen = static_cast<std::size_t>(segment.whole.data() - jpeg.data()) + segment.whole.size();
    return true;
  });
  return kept.append(jpeg.substr(seen));
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
