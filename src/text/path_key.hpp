#pragma once

#include <string>
#include <string_view>

namespace antifaz {

/// What all spellings of a path have in common: `\` is `/`, "." and doubled slashes are gone, ".."
/// is taken with the folder before it, spaces at both ends and a slash at the end are dropped, and
/// UTF-8 is in normal form NFC (a Mac writes NFD). Upper and lower case stay apart, and bytes that
/// are no UTF-8 stay as they are. Empty for an empty path and for ".".
std::string path_key(std::string_view path);

/// Whether a key begins at a root: "/x", "C:/x", or "/server/x" of a Windows share.
bool is_absolute_key(std::string_view key);

}  // namespace antifaz
