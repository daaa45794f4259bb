#include "src/text/path_key.hpp"

#include <glib.h>

#include <algorithm>
#include <cctype>
#include <memory>
#include <vector>

namespace antifaz {
namespace {

constexpr char kSpaces[] = " \t\r\n";

std::string composed(const std::string& text) {
  const bool ascii = std::all_of(text.begin(), text.end(),
                                 [](char byte) { return static_cast<unsigned char>(byte) < 0x80; });
  if (ascii) return text;
  // Null where the text is no UTF-8.
  const std::unique_ptr<char, decltype(&g_free)> normal(
      g_utf8_normalize(text.data(), static_cast<gssize>(text.size()), G_NORMALIZE_NFC), g_free);
  return normal ? std::string(normal.get()) : text;
}

// Without ".", "..", doubled and last slashes; by hand, since std::filesystem takes ten times as
// long and there may be millions of rows.
std::string normal(std::string_view text) {
  const bool absolute = text.substr(0, 1) == "/";
  std::vector<std::string_view> parts;
  while (!text.empty()) {
    const std::string_view part = text.substr(0, text.find('/'));
    text.remove_prefix(std::min(part.size() + 1, text.size()));
    if (part.empty() || part == ".") continue;
    const bool up = part == "..";
    if (up && !parts.empty() && parts.back() != "..") {
      parts.pop_back();
    } else if (!up || !absolute) {
      parts.push_back(part);
    }
  }
  std::string result = absolute ? "/" : "";
  for (const std::string_view part : parts) {
    if (!result.empty() && result.back() != '/') result += '/';
    result += part;
  }
  return result;
}

}  // namespace

std::string path_key(std::string_view path) {
  const std::size_t begin = path.find_first_not_of(kSpaces);
  if (begin == std::string_view::npos) return "";
  path = path.substr(begin, path.find_last_not_of(kSpaces) + 1 - begin);
  std::string text(path);
  std::replace(text.begin(), text.end(), '\\', '/');
  return normal(composed(text));
}

bool is_absolute_key(std::string_view key) {
  if (key.substr(0, 1) == "/") return true;
  return key.size() >= 3 && std::isalpha(static_cast<unsigned char>(key[0])) != 0 &&
         key[1] == ':' && key[2] == '/';
}

}  // namespace antifaz
