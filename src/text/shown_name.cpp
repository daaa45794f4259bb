#include "src/text/shown_name.hpp"

#include <glib.h>

#include <algorithm>
#include <iomanip>
#include <sstream>

namespace antifaz {
namespace {

constexpr std::size_t kHeadBytes = 120, kTailBytes = 60;

std::string hex(unsigned number, int digits) {
  std::ostringstream text;
  text << std::hex << std::setw(digits) << std::setfill('0') << number;
  return text.str();
}

bool is_continuation(char byte) { return (static_cast<unsigned char>(byte) & 0xC0) == 0x80; }

std::string ascii(unsigned char byte) {
  if (byte == '\n') return "\\n";
  if (byte == '\r') return "\\r";
  if (byte == '\t') return "\\t";
  if (byte < 0x20 || byte == 0x7F) return "\\x" + hex(byte, 2);
  return std::string(1, static_cast<char>(byte));
}

bool is_visible(gunichar character) {
  const GUnicodeType type = g_unichar_type(character);
  return g_unichar_isprint(character) != 0 && type != G_UNICODE_LINE_SEPARATOR &&
         type != G_UNICODE_PARAGRAPH_SEPARATOR;
}

std::string escaped(std::string_view text) {
  std::string result;
  while (!text.empty()) {
    std::size_t length = 1;
    const auto byte = static_cast<unsigned char>(text[0]);
    if (byte < 0x80) {
      result += ascii(byte);
    } else {
      // -1 and -2 say that the bytes are no character, or only the beginning of one.
      const gunichar character =
          g_utf8_get_char_validated(text.data(), static_cast<gssize>(text.size()));
      if (character >= static_cast<gunichar>(-2)) {
        result += "\\x" + hex(byte, 2);
      } else {
        length = static_cast<std::size_t>(g_utf8_next_char(text.data()) - text.data());
        result += is_visible(character) ? std::string(text.substr(0, length))
                                        : "\\u{" + hex(character, 0) + "}";
      }
    }
    text.remove_prefix(length);
  }
  return result;
}

}  // namespace

std::string shown(std::string_view name) {
  if (name.size() <= kShownBytes) return escaped(name);
  // No character is cut in two.
  std::size_t head = kHeadBytes, tail = name.size() - kTailBytes;
  for (int i = 0; i < 3 && is_continuation(name[head]); ++i) --head;
  for (int i = 0; i < 3 && is_continuation(name[tail]); ++i) ++tail;
  return escaped(name.substr(0, head)) + "..." + escaped(name.substr(tail)) + " (" +
         std::to_string(name.size()) + " bytes)";
}

}  // namespace antifaz
