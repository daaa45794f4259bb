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

}  // namespace antifaz
