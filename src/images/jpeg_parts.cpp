#include "src/images/jpeg_parts.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <functional>

namespace antifaz {
namespace {

bool starts_with(std::string_view text, std::string_view prefix) {
  return text.substr(0, prefix.size()) == prefix;
}

std::size_t big_endian_16(std::string_view bytes) {
  return static_cast<std::size_t>(static_cast<unsigned char>(bytes[0]) << 8 |
                                  static_cast<unsigned char>(bytes[1]));
}

/// A segment: its two marker bytes, what it holds, and all of it.
struct Part {
  std::string_view name, data, whole;
};

/// Calls `visit` for each segment until it returns false or the file breaks off.
using Visit = std::function<bool(const Part&)>;

/// Segments of a JPEG up to its first scan, named by their two marker bytes.
void for_each_jpeg_segment(std::string_view bytes, const Visit& visit) {
  for (std::string_view rest = bytes.substr(std::min<std::size_t>(2, bytes.size()));
       rest.size() >= 4 && rest[0] == '\xFF';) {
    if (rest[1] == '\xFF') {  // fill bytes may stand before a marker
      rest.remove_prefix(1);
      continue;
    }
    const std::size_t length = big_endian_16(rest.substr(2, 2));  // of itself and the data
    if (rest[1] == '\xDA' || length < 2 || length + 2 > rest.size()) return;
    if (!visit({rest.substr(0, 2), rest.substr(4, length - 2), rest.substr(0, length + 2)})) return;
    rest.remove_prefix(length + 2);
  }
}

/// JFIF 1.1 without a preview.
std::string jfif_segment(const JfifDensity& density) {
  const auto fits = [](double dots) { return dots >= 1 && dots <= 65535; };
  const bool known = fits(density.across) && fits(density.down);
  std::string segment("\xFF\xE0\0\x10JFIF\0\1\1", 11);
  segment += known && density.of_inches ? '\1' : '\0';  // dots per inch, or only their ratio
  for (const double dots : {density.across, density.down}) {
    const long whole = known ? std::lround(dots) : 1;
    segment += {static_cast<char>(whole >> 8), static_cast<char>(whole)};
  }
  return segment + std::string(2, '\0');
}

/// How many scans the picture has, and where it ends in the file; 0 where it has no end.
struct Extent {
  int scans = 0;
  std::size_t end = 0;
};

Extent extent_of(std::string_view jpeg) {
  Extent extent;
  std::string_view rest = jpeg.substr(std::min<std::size_t>(2, jpeg.size()));
  while (rest.size() >= 2) {
    const auto marker = static_cast<unsigned char>(rest[1]);
    const bool is_marker = rest[0] == '\xFF' && marker != 0 && marker != 0xFF &&
                           (marker < 0xD0 || marker > 0xD7);  // those stand in coded pixels
    if (!is_marker) {
      rest.remove_prefix(std::min(rest.find('\xFF', 1), rest.size()));
      continue;
    }
    if (marker == 0xD9) {
      extent.end = jpeg.size() - rest.size() + 2;
      break;
    }
    if (rest.size() < 4) break;
    if (marker == 0xDA) ++extent.scans;
    rest.remove_prefix(std::min(2 + big_endian_16(rest.substr(2, 2)), rest.size()));
  }
  return extent;
}

std::string_view behind(std::string_view jpeg) {
  const std::size_t end = extent_of(jpeg).end;
  return end == 0 ? std::string_view() : jpeg.substr(end);
}

/// Whether a segment is of that marker and opens so.
bool any_segment(std::string_view jpeg, char marker, std::string_view opening) {
  bool found = false;
  for_each_jpeg_segment(jpeg, [&](const Part& segment) {
    found = segment.name[1] == marker && starts_with(segment.data, opening);
    return !found;
  });
  return found;
}

}  // namespace

int scans_of(std::string_view jpeg) { return extent_of(jpeg).scans; }

bool has_film_behind(std::string_view jpeg) {
  return behind(jpeg).find("ftyp") != std::string_view::npos;
}

bool has_further_pictures(std::string_view jpeg) {
  if (any_segment(jpeg, '\xE2', {"MPF\0", 4})) return true;
  const std::string_view tail = behind(jpeg);  // a film may hold these bytes by chance
  const std::size_t picture = tail.find("\xFF\xD8\xFF");
  return picture != std::string_view::npos && picture < tail.find("ftyp");
}

bool has_depth_in_metadata(std::string_view jpeg) {
  bool found = false;
  for_each_jpeg_segment(jpeg, [&](const Part& segment) {
    found = segment.name[1] == '\xE1' && starts_with(segment.data, "http://ns.adobe.com/") &&
            (segment.data.find("GDepth:") != std::string_view::npos ||
             segment.data.find("GImage:") != std::string_view::npos);
    return !found;
  });
  return found;
}

bool has_other_segments(std::string_view jpeg) {
  bool other = false;
  for_each_jpeg_segment(jpeg, [&](const Part& segment) {
    const bool known = [&] {
      for (const char* opening : {"JFIF", "Exif", "ICC_PROFILE", "Adobe", "MPF", "Photoshop",
                                  "http://ns.adobe.com/xap/1.0/"}) {
        if (starts_with(segment.data, opening)) return true;
      }
      return false;
    }();
    other = segment.name[1] >= '\xE0' && segment.name[1] <= '\xEF' && !known;
    return !other;
  });
  return other;
}

std::optional<cv::Size> jfif_ratio(std::string_view jpeg) {
  std::optional<cv::Size> ratio;
  for_each_jpeg_segment(jpeg, [&](const Part& segment) {
    if (segment.name[1] != '\xE0' || !starts_with(segment.data, "JFIF")) return true;
    constexpr std::size_t kUnit = 7, kAcross = 8, kDown = 10, kEnd = 12;
    if (segment.data.size() >= kEnd && segment.data[kUnit] == 0) {
      ratio = cv::Size(static_cast<int>(big_endian_16(segment.data.substr(kAcross))),
                       static_cast<int>(big_endian_16(segment.data.substr(kDown))));
    }
    return false;
  });
  return ratio;
}

std::string jfif_without_exif(std::string_view jpeg, const JfifDensity& density) {
  std::string kept = std::string(jpeg.substr(0, 2)) + jfif_segment(density);
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

}  // namespace antifaz
