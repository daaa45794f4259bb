#pragma once

#include <cstddef>
#include <cstdint>

/// What a table of text (CSV, lists of labels) may hold before it is taken for an attack on memory
/// or a file of another kind. Each is checked before memory of that size is taken.
namespace antifaz::table_limits {

/// Read whole; two million rows of 200 bytes are 400 MB.
inline constexpr std::uintmax_t kFileBytes = std::uintmax_t{1} << 29;
inline constexpr std::size_t kRows = 5'000'000;
/// As many as a spreadsheet has.
inline constexpr std::size_t kColumns = 16'384;
/// Of all rows together: each takes 32 bytes beside its text.
inline constexpr std::size_t kCells = std::size_t{1} << 25;
/// A spreadsheet's cell has 32,767 characters of four bytes at most.
inline constexpr std::size_t kCellBytes = std::size_t{1} << 17;
/// No system here opens a longer path.
inline constexpr std::size_t kPathBytes = 4096;

}  // namespace antifaz::table_limits
