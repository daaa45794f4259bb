#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace antifaz {

/// What `shown` leaves whole: names of more bytes lose their middle.
inline constexpr std::size_t kShownBytes = 200;

/// A name from outside (of a file, a column, a cell) as it may stand in one line of a message:
/// control characters, invisible ones that hide or reorder text, and bytes that are no UTF-8 are
/// escaped (`\n`, `\x1b`, `\u{202e}`), and the middle of a long one is left out, its size said.
/// Backslashes stay single: this is for eyes, not for reading back.
std::string shown(std::string_view name);

/// What `shown_line` leaves whole: more than `shown` ever makes of a name, and a message of
/// several.
inline constexpr std::size_t kShownWordBytes = 800, kShownLineBytes = 4000;

/// A whole message that has names in it, escaped likewise: it stays one line, and a terminal takes
/// none of it for an order. Words too long are shown as `shown` shows a name, and a line still too
/// long loses its middle. What `shown` made stays as it is.
std::string shown_line(std::string_view line);

}  // namespace antifaz
