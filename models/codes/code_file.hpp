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

/// `bits` (1 to 8) for the number that varies most. Throws `Error` for codes that are not finite.
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

/// Whose codes a file must hold to be of use.
struct CodeModel {
  std::string sha256;       ///< of the weights file
  std::size_t numbers = 0;  ///< in a code
};

/// The bytes of such a file: "AFZC", a version, and two zstd frames, header (CBOR) and symbols,
/// number by number. Throws `Error` for more than the limits of `code_header.hpp`, and for names
/// that `code_file_from` would refuse.
std::string to_bytes(const CodeFile& file);
/// How many bytes it has with no model and no names, for all that is about the images.
std::size_t size_without_names(const QuantizedCodes& codes);
/// Throws `Error` naming `where` for bytes that are no such file, are damaged, or hold codes of
/// another model (found before the symbols are unpacked), and for names of files that would not
/// all be there, in their folder, once written.
CodeFile code_file_from(const std::string& bytes, const std::filesystem::path& where,
                        const CodeModel& model);

}  // namespace antifaz
