#include "src/text/folded_name.hpp"

#include <glib.h>

#include <algorithm>
#include <memory>

namespace antifaz {
namespace {

using Text = std::unique_ptr<char, decltype(&g_free)>;

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char byte) { return static_cast<unsigned char>(byte) < 0x80; });
}

std::string small_ascii(std::string_view text) {
  std::string small(text);
  for (char& byte : small) byte = g_ascii_tolower(byte);
  return small;
}

// The length of the UTF-8 character that a text begins with; 0 where it begins with none.
std::size_t character_length(std::string_view text) {
  const gunichar character =
      g_utf8_get_char_validated(text.data(), static_cast<gssize>(text.size()));
  if (character == static_cast<gunichar>(-1) || character == static_cast<gunichar>(-2)) return 0;
  return static_cast<std::size_t>(g_utf8_next_char(text.data()) - text.data());
}

bool is_control(std::string_view character) {
  return g_unichar_iscntrl(g_utf8_get_char(character.data())) != 0;
}

}  // namespace

std::string folded_name(std::string_view name) {
  const auto size = static_cast<gssize>(name.size());
  if (is_ascii(name) || !g_utf8_validate(name.data(), size, nullptr)) return small_ascii(name);
  // Folding may take a name out of its normal form: é of two parts folds to two parts.
  const Text composed(g_utf8_normalize(name.data(), size, G_NORMALIZE_NFC), g_free);
  const Text folded(g_utf8_casefold(composed.get(), -1), g_free);
  const Text normal(g_utf8_normalize(folded.get(), -1, G_NORMALIZE_NFC), g_free);
  return normal.get();
}

std::string escaped_name(std::string_view name) {
  constexpr char kDigits[] = "0123456789abcdef";
  std::string text;
  for (std::string_view rest = name; !rest.empty();) {
    const std::size_t length = character_length(rest);
    const std::string_view one = rest.substr(0, std::max<std::size_t>(length, 1));
    const bool formula = rest.size() == name.size() && one.find_first_of("=+-@") == 0;
    if (one == "\\") {
      text += "\\\\";
    } else if (length == 0 || formula || is_control(one)) {
      for (const char byte : one) {
        const auto value = static_cast<unsigned char>(byte);
        text += {'\\', 'x', kDigits[value >> 4], kDigits[value & 15]};
      }
    } else {
      text += one;
    }
    rest.remove_prefix(one.size());
  }
  return text;
}

}  // namespace antifaz
