#pragma once

#include <string>

namespace antifaz {

/// `bytes` as one checksummed zstd frame (RFC 8878), packed as tightly as zstd can. Every `block`
/// bytes begin a block with a table of code words of its own.
std::string zstd_frame(const std::string& bytes, std::size_t block);

/// What is in a frame, at most so many bytes. Throws `Error` for a damaged or a larger one.
std::string unpacked_zstd_frame(const std::string& frame, std::size_t most);

}  // namespace antifaz
