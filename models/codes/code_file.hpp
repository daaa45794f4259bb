#pragma once

#include <ATen/core/Tensor.h>

#include <filesystem>
#include <string>
#include <vector>

namespace antifaz {

/// Codes as whole numbers: code = low + step * symbol. One step for all numbers, so that those
/// which vary little cost few bits.
struct QuantizedCodes {
  at::Tensor symbols;  ///< uint8 [N, numbers]
  at::Tensor low;      ///< float32 [numbers]
  float step = 0;
};

/// `bits` (1 to 8) for the number that varies most.
QuantizedCodes quantize(const at::Tensor& codes, int bits);
/// float32 [N, numbers]
at::Tensor dequantize(const QuantizedCodes& codes);

/// The symbols number by number, as one zstd frame.
std::string packed_symbols(const QuantizedCodes& codes);

/// A file of compressed codes: what is needed to make images of them again, but the model.
struct CodeFile {
  std::string model;               ///< SHA-256 of the weights file whose decoder is meant
  std::vector<std::string> names;  ///< of the examples, relative paths
  QuantizedCodes codes;
};

/// The bytes of such a file: "AFZC", a version, and two zstd frames, header (CBOR) and symbols,
/// number by number.
std::string to_bytes(const CodeFile& file);
/// Throws `Error` naming `where` for bytes that are no such file, are damaged, or name files
/// outside the folder they will be written to.
CodeFile code_file_from(const std::string& bytes, const std::filesystem::path& where);

}  // namespace antifaz
