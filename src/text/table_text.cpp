#include "src/text/table_text.hpp"

#include <glib.h>

#include <algorithm>
#include <memory>
#include <string_view>

#include "src/core/error.hpp"
#include "src/core/files.hpp"
#include "src/text/table_limits.hpp"

namespace antifaz {
namespace {

namespace fs = std::filesystem;

bool starts_with(std::string_view text, std::string_view opening) {
  return text.substr(0, opening.size()) == opening;
}

// Nothing where the bytes may be text.
std::string what_else(std::string_view bytes) {
  if (starts_with(bytes, {"\xFF\xFE\0\0", 4}) || starts_with(bytes, {"\0\0\xFE\xFF", 4})) {
    return "is UTF-32";
  }
  if (starts_with(bytes, "PK\x03\x04")) return "is a workbook (.xlsx, .ods) or another archive";
  if (starts_with(bytes, "\xD0\xCF\x11\xE0")) return "is a workbook (.xls)";
  if (starts_with(bytes, "\x1F\x8B")) return "is compressed (gzip)";
  return "";
}

std::string from_utf16(std::string_view bytes, const char* encoding, const fs::path& file) {
  gsize written = 0;
  const std::unique_ptr<char, decltype(&g_free)> text(
      g_convert(bytes.data(), static_cast<gssize>(bytes.size()), "UTF-8", encoding, nullptr,
                &written, nullptr),
      g_free);
  if (!text) {
    throw Error(file, "is UTF-16 that is damaged or breaks off; save it again as CSV in UTF-8");
  }
  return {text.get(), written};
}

void refuse_nul(const std::string& text, const fs::path& file) {
  const std::size_t place = text.find('\0');
  if (place == std::string::npos) return;
  if (place < 2) throw Error(file, "seems to be UTF-16 without its mark; save it as CSV in UTF-8");
  const auto line =
      1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(place), '\n');
  throw Error(file, "line " + std::to_string(line) +
                        ": holds a NUL byte, which no text has; mend the line or save the table "
                        "as CSV in UTF-8");
}

}  // namespace

std::string read_table_text(const fs::path& file) {
  std::error_code problem;
  if (const auto size = fs::file_size(file, problem); !problem && size > table_limits::kFileBytes) {
    throw Error(file, "has " + std::to_string(size >> 20) + " MiB; tables may have " +
                          std::to_string(table_limits::kFileBytes >> 20) + ", so split it");
  }
  std::string text = read_file(file);
  if (const std::string what = what_else(text); !what.empty()) {
    throw Error(file, what + "; save the table as CSV in UTF-8");
  }
  if (starts_with(text, "\xEF\xBB\xBF")) text.erase(0, 3);
  const std::string_view after_mark =
      std::string_view(text).substr(std::min<std::size_t>(2, text.size()));
  if (starts_with(text, "\xFF\xFE")) {
    text = from_utf16(after_mark, "UTF-16LE", file);
  } else if (starts_with(text, "\xFE\xFF")) {
    text = from_utf16(after_mark, "UTF-16BE", file);
  }
  refuse_nul(text, file);
  return text;
}

}  // namespace antifaz
