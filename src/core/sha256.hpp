#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace antifaz {

/// SHA-256 of bytes in hexadecimal (FIPS 180-4, libsodium).
std::string sha256_of_bytes(std::string_view bytes);
/// SHA-256 of a file in hexadecimal. Throws `Error` where it can't be read.
std::string sha256_of(const std::filesystem::path& file);

}  // namespace antifaz
