#pragma once

#include <string>

namespace antifaz {

/// `bytes` as one checksummed zstd frame (RFC 8878), packed as tightly as zstd can. Every `block`
/// bytes begin a block with a table of code words of its own.
std::string zstd_frame(const std::string& bytes, std::size_t block);

/// What is in a frame, at most so many bytes. A frame may say how many, and is refused before it is
/// unpacked where that is too many; one that does not, as those of `zstd_frame`, is refused as soon
/// as it unpacks to more. Throws `Error` for a damaged or a larger one, and for one that is not
/// alone or needs more than 8 MiB of its own past, which is what `zstd_frame` uses.
std::string unpacked_zstd_frame(const std::string& frame, std::size_t most);

}  // namespace antifaz
