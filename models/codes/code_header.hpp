#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace antifaz {

/// What a file of codes may hold at most. Such files come from strangers, and a frame of a few
/// kilobytes can claim gigabytes: every size is held against these before memory is taken for it.
constexpr std::size_t kMostHeaderBytes = std::size_t{1} << 26;  // unpacked
constexpr std::size_t kMostCodes = std::size_t{1} << 22;        // images in a file
constexpr std::size_t kMostNumbers = std::size_t{1} << 20;      // numbers in a code
constexpr std::size_t kMostSymbols = std::size_t{1} << 30;      // of all codes together

/// What a file of codes says before the symbols.
struct CodeHeader {
  std::string model;               ///< SHA-256 of the weights file whose decoder is meant
  std::vector<std::string> names;  ///< a path each, [N]
  std::vector<float> low;          ///< of every number of a code, [numbers]
  float step = 0;
};

/// As CBOR (RFC 8949): a map of "low", "model", "names" and "step".
std::string to_cbor(const CodeHeader& header);
/// Reads just that, whatever the order: texts, numbers and arrays of them with their lengths, so
/// that nothing nests and no recursion can be made deep. Throws `Error` for anything else, for
/// numbers that are not finite and for more than the limits above.
CodeHeader code_header_from(const std::string& cbor);

/// Throws `Error` where N and numbers are none or more than the limits above.
void expect_code_sizes(std::size_t count, std::size_t numbers);

/// Throws `Error` where the files that are to be made of the names (each with ".png" behind it)
/// would not all be there in the end, in their folder: a name that leads out of it, one that is
/// there twice, one that another one needs as a folder.
void expect_separate_files(const std::vector<std::string>& names);

/// Where the picture of a name goes: the name and ".png", for it is another picture than the one
/// that had the name, and never lossy twice.
std::string picture_name(const std::string& name);

}  // namespace antifaz
