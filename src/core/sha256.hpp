#pragma once

#include <filesystem>
#include <string>

namespace antifaz {

/// SHA-256 of a file in hexadecimal (FIPS 180-4, libsodium). Throws `Error` where it can't be read.
std::string sha256_of(const std::filesystem::path& file);

}  // namespace antifaz
