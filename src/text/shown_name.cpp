#include "src/text/shown_name.hpp"

#include <glib.h>

#include <algorithm>
#include <iomanip>
#include <sstream>

namespace antifaz {
namespace {

/// What is left of a text that is too long.
struct Ends {
  std::size_t head, tail;
};
constexpr Ends kEndsOfName{120, 60}, kEndsOfLine{3000, 600};

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

std::string shortened(std::string_view text, const Ends& ends) {
  // No character is cut in two.
  std::size_t head = ends.head, tail = text.size() - ends.tail;
  for (int i = 0; i < 3 && is_continuation(text[head]); ++i) --head;
  for (int i = 0; i < 3 && is_continuation(text[tail]); ++i) ++tail;
  return escaped(text.substr(0, head)) + "..." + escaped(text.substr(tail)) + " (" +
         std::to_string(text.size()) + " bytes)";
}

}  // namespace

std::string shown(std::string_view name) {
  return name.size() <= kShownBytes ? escaped(name) : shortened(name, kEndsOfName);
}

std::string shown_line(std::string_view line) {
  std::string text;
  for (std::size_t begin = 0; begin < line.size();) {
    const std::size_t end = std::min(line.find(' ', begin), line.size());
    std::string_view word = line.substr(begin, end - begin);
    const bool colon = !word.empty() && word.back() == ':';
    if (colon) word.remove_suffix(1);
    text += word.size() <= kShownWordBytes ? escaped(word) : shortened(word, kEndsOfName);
    if (colon) text += ':';
    if (end < line.size()) text += ' ';
    begin = end + 1;
  }
  return text.size() <= kShownLineBytes ? text : shortened(text, kEndsOfLine);
}

}  // namespace antifaz
