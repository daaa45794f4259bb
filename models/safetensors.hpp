#pragma once

#include <ATen/core/Tensor.h>

#include <filesystem>
#include <map>
#include <string>

namespace antifaz {

/// A model card: what the weights are and where they come from, as safetensors `__metadata__` (text
/// to text).
using Card = std::map<std::string, std::string>;

/// Contents of a safetensors file.
struct TensorFile {
  Card card;
  std::map<std::string, at::Tensor> tensors;  ///< as stored: F64, F32, F16, BF16, I64, I32, U8
};

/// Reads a safetensors file (https://github.com/huggingface/safetensors). Throws `Error` with the
/// reason for a file that is missing, truncated, or not safetensors; every offset is checked before
/// it is used.
TensorFile read_safetensors(const std::filesystem::path& file);

/// Writes atomically (temporary file, then rename).
void write_safetensors(const TensorFile& contents, const std::filesystem::path& file);

}  // namespace antifaz
