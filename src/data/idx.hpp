#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>

#include "src/data/npy.hpp"

namespace antifaz {

/// What a file of IDX, the format of MNIST and its kin, may hold. A gzip file of a megabyte can
/// unpack to a gigabyte.
inline constexpr std::uint64_t kMostIdxBytes = std::uint64_t{1} << 31;
inline constexpr std::size_t kMostIdxExtents = 4;

/// True where the file begins as one of IDX does, or of gzip: such files have no ending of their
/// own ("train-images-idx3-ubyte.gz"). False too where it can't be read.
bool looks_like_idx(const std::filesystem::path& file);

/// Reads an IDX file of bytes, floats or doubles, as it is or within gzip. Throws `Error` with the
/// reason for anything else: other types, more than the limits, a file that is cut off or goes on
/// behind its end.
NpyArray read_idx(const std::filesystem::path& file);

}  // namespace antifaz
