#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <variant>
#include <vector>

namespace antifaz {

/// What a header may have: NumPy's own limit. Of numbers there are as many as the file has bytes
/// for.
inline constexpr std::size_t kMostNpyHeaderBytes = 10'000;

/// An array as NumPy's `.npy` files hold it: its extents, and its numbers in C order (the last
/// index runs fastest).
struct NpyArray {
  std::vector<std::int64_t> shape;  ///< none: a single number
  std::variant<std::vector<std::uint8_t>, std::vector<float>, std::vector<double>> numbers;
};

/// Reads versions 1 and 2 of the format with little-endian uint8, float32 or float64 numbers.
/// Throws `Error` with the reason for anything else (other types, Fortran order, a file that is cut
/// off or too long): what a file holds is never guessed.
NpyArray read_npy(const std::filesystem::path& file);

/// Writes version 1, atomically. Precondition: as many numbers as the shape says.
void write_npy(const NpyArray& array, const std::filesystem::path& file);

}  // namespace antifaz
