#include "src/images/image_format.hpp"

#include <algorithm>
#include <cctype>
#include <vector>

namespace antifaz {
namespace {

struct Known {
  ImageFormat format;
  std::string_view name;
  std::vector<std::string_view> extensions;
};

const std::vector<Known>& known_formats() {
  static const std::vector<Known> kKnown{
      {ImageFormat::kJpeg, "JPEG", {".jpg", ".jpeg", ".jpe", ".jif", ".jfif", ".pjpeg", ".mpo"}},
      {ImageFormat::kPng, "PNG", {".png"}},
      {ImageFormat::kWebp, "WebP", {".webp"}},
      {ImageFormat::kTiff, "TIFF", {".tif", ".tiff"}},
      {ImageFormat::kBmp, "BMP", {".bmp", ".dib"}},
      {ImageFormat::kHeic, "HEIC", {".heic", ".heif", ".hif"}},
      {ImageFormat::kAvif, "AVIF", {".avif"}},
      {ImageFormat::kJpeg2000, "JPEG 2000", {".jp2", ".j2k", ".jpf", ".jpx", ".j2c", ".jpc"}},
      {ImageFormat::kGif, "GIF", {".gif"}}};
  return kKnown;
}

bool starts_with(std::string_view text, std::string_view prefix) {
  return text.substr(0, prefix.size()) == prefix;
}

// HEIF files open with their type box: its size, "ftyp", the main brand, a version, further brands.
std::optional<ImageFormat> heif_format(std::string_view bytes) {
  if (bytes.substr(4, 4) != "ftyp") return std::nullopt;
  const std::size_t length = static_cast<unsigned char>(bytes[2]) * std::size_t{256} +
                             static_cast<unsigned char>(bytes[3]);
  const std::string_view box = bytes.substr(0, length);
  bool heic = false;
  for (std::size_t at = 8; at + 4 <= box.size(); at += at == 8 ? 8 : 4) {
    const std::string_view brand = box.substr(at, 4);
    if (brand == "avif" || brand == "avis") return ImageFormat::kAvif;
    heic = heic || brand == "mif1" || brand == "msf1" || starts_with(brand, "hei") ||
           starts_with(brand, "hev");
  }
  return heic ? std::optional(ImageFormat::kHeic) : std::nullopt;
}

}  // namespace

std::optional<ImageFormat> format_of_bytes(std::string_view bytes) {
  static const std::vector<std::pair<std::string_view, ImageFormat>> kOpenings{
      {"\xFF\xD8\xFF", ImageFormat::kJpeg},
      {"\x89PNG\r\n\x1A\n", ImageFormat::kPng},
      {{"II*\0", 4}, ImageFormat::kTiff},
      {{"MM\0*", 4}, ImageFormat::kTiff},
      {{"II+\0", 4}, ImageFormat::kTiff},  // of more than 4 GB, or so made
      {{"MM\0+", 4}, ImageFormat::kTiff},
      {"BM", ImageFormat::kBmp},
      {{"\0\0\0\x0CjP  ", 8}, ImageFormat::kJpeg2000},
      {"\xFF\x4F\xFF\x51", ImageFormat::kJpeg2000},  // the bare codestream
      {"GIF87a", ImageFormat::kGif},
      {"GIF89a", ImageFormat::kGif}};
  for (const auto& [opening, format] : kOpenings) {
    if (starts_with(bytes, opening)) return format;
  }
  if (bytes.size() < 12) return std::nullopt;
  if (starts_with(bytes, "RIFF") && bytes.substr(8, 4) == "WEBP") return ImageFormat::kWebp;
  return heif_format(bytes);
}

std::optional<ImageFormat> format_of_name(const std::filesystem::path& path) {
  std::string extension = path.extension().string();
  std::transform(extension.begin(), extension.end(), extension.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  for (const Known& known : known_formats()) {
    const auto& names = known.extensions;
    if (std::find(names.begin(), names.end(), extension) != names.end()) return known.format;
  }
  return std::nullopt;
}

std::string_view to_string(ImageFormat format) {
  for (const Known& known : known_formats()) {
    if (known.format == format) return known.name;
  }
  return "unknown";
}

std::string image_format_names() {
  std::string names;
  for (const Known& known : known_formats()) {
    if (!names.empty()) names += &known == &known_formats().back() ? " or " : ", ";
    names += known.name;
  }
  return names;
}

}  // namespace antifaz
