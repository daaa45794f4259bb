#pragma once

#include <string>
#include <string_view>

namespace antifaz {

/// What a name has in common with all that some file systems take for the same: without upper and
/// lower case, UTF-8 in normal form NFC. Bytes that are no UTF-8 stay, but for ASCII's letters.
std::string folded_name(std::string_view name);

/// A name from outside as text that can be read back: a backslash is `\\`; control characters,
/// bytes that are no UTF-8, and at the beginning what a spreadsheet takes for a formula (= + - @)
/// are `\xNN`, byte for byte. Nothing else is changed.
std::string escaped_name(std::string_view name);

}  // namespace antifaz
