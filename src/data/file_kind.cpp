#include "src/data/file_kind.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <cerrno>
#include <fstream>
#include <optional>
#include <set>
#include <string_view>
#include <system_error>

#include "src/images/image_format.hpp"

namespace antifaz {
namespace {

namespace fs = std::filesystem;
using Names = std::set<std::string, std::less<>>;

constexpr char kOtherFiles[] = "other files";

std::string small_letters(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](unsigned char letter) { return static_cast<char>(std::tolower(letter)); });
  return text;
}

// Formats of photographs that this program doesn't read. Most raw files begin like a TIFF, whose
// first picture is a small preview: they must never pass for one.
bool is_unread_format(const std::string& extension) {
  static const Names kExtensions{
      ".3fr", ".arw", ".cr2", ".cr3", ".crw", ".dcr", ".dng", ".erf", ".exr", ".fff", ".hdr",
      ".iiq", ".jxl", ".jxr", ".k25", ".kdc", ".mef", ".mos", ".mrw", ".nef", ".nrw", ".orf",
      ".pbm", ".pcx", ".pef", ".pgm", ".pnm", ".ppm", ".psb", ".psd", ".raf", ".ras", ".raw",
      ".rw2", ".rwl", ".sr2", ".srf", ".srw", ".tga", ".wdp", ".x3f", ".xcf"};
  return kExtensions.count(extension) > 0;
}

bool is_apple_double(const std::string& name) { return name.rfind("._", 0) == 0; }

std::string kind_of_companion(const std::string& name, const std::string& extension) {
  static const Names kDesktop{".ds_store",   "thumbs.db",  "ehthumbs.db", "desktop.ini",
                              ".picasa.ini", "picasa.ini", ".nomedia",    ".directory",
                              ".localized",  "icon\r",     "sync.ffs_db"};
  static const Names kSidecars{".aae", ".cop", ".cos", ".dop", ".nks", ".on1", ".pp3", ".xmp"};
  static const Names kText{".csv", ".htm", ".html", ".ini", ".json", ".jsonl", ".log",
                           ".md",  ".rtf", ".tsv",  ".txt", ".xml",  ".yaml",  ".yml"};
  static const Names kVideos{".3gp", ".avi", ".m2ts", ".m4v", ".mkv",  ".mov",
                             ".mp4", ".mpg", ".mpeg", ".mts", ".webm", ".wmv"};
  if (is_apple_double(name)) return "AppleDouble files (._*)";
  if (kDesktop.count(name) > 0) return "files of the desktop (.DS_Store, Thumbs.db, ...)";
  if (kSidecars.count(extension) > 0) return "sidecars (.xmp, .aae, ...)";
  if (kText.count(extension) > 0) return "text files";
  if (kVideos.count(extension) > 0) return "videos";
  return kOtherFiles;
}

// Nothing where the file can't be opened; `problem` then says why.
std::optional<std::string> first_bytes(const fs::path& file, std::error_code& problem) {
  std::array<char, 64> bytes;
  errno = 0;
  std::ifstream in(file, std::ios::binary);
  if (in) in.read(bytes.data(), bytes.size());
  if (in.gcount() == 0 && !in.eof()) {
    problem = std::error_code(errno != 0 ? errno : EIO, std::generic_category());
    return std::nullopt;
  }
  return std::string(bytes.data(), static_cast<std::size_t>(in.gcount()));
}

// A file that isn't named like one must be more like an image than by a letter or two: a text may
// begin with "BM". The size of a BMP's second header is small.
std::optional<ImageFormat> surely_format_of(std::string_view bytes) {
  const auto format = format_of_bytes(bytes);
  if (format != ImageFormat::kBmp) return format;
  return bytes.size() >= 18 && bytes.substr(15, 3) == std::string_view("\0\0\0", 3) ? format
                                                                                    : std::nullopt;
}

FileKind with_fault(const std::string& fault) { return {false, fault, ""}; }

FileKind kind_by_content(const fs::path& file, const std::string& kind) {
  std::error_code problem;
  const auto bytes = first_bytes(file, problem);
  if (!bytes) {
    if (kind != kOtherFiles) return {false, "", kind};
    return with_fault("may be a photograph but can't be read (" + problem.message() + ")");
  }
  const auto format = surely_format_of(*bytes);
  if (!format) return {false, "", kind};
  if (format == ImageFormat::kTiff && file.has_extension()) {
    return with_fault(
        "begins like a TIFF but is named otherwise, as raw files of cameras are; "
        "convert it, or name it .tif");
  }
  return {true, "", ""};
}

}  // namespace

FileKind kind_of_file(const fs::path& file) {
  const std::string name = small_letters(file.filename().string());
  const std::string extension = small_letters(file.extension().string());
  const std::string kind = kind_of_companion(name, extension);
  const bool named_like_image =
      (format_of_name(file) || is_unread_format(extension)) && !is_apple_double(name);
  std::error_code problem;
  const fs::file_status status = fs::status(file, problem);
  if (!problem && !fs::is_regular_file(status)) {
    if (!named_like_image) return {false, "", kOtherFiles};
    return with_fault("is a pipe, socket or device, not a file");
  }
  if (!named_like_image) return kind_by_content(file, kind);
  if (format_of_name(file)) return {true, "", ""};
  return with_fault("is in a format that is not read (" + extension + "); convert it to " +
                    image_format_names());
}

std::string kind_of_copies_folder(const fs::path& name) {
  if (name == "@eaDir" || name == ".@__thumb") return "thumbnail folders (@eaDir)";
  return "";
}

}  // namespace antifaz
