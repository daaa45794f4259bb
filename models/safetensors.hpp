#pragma once

#include <ATen/core/Tensor.h>

#include <filesystem>
#include <map>
#include <string>

#include "models/card.hpp"

namespace antifaz {

/// Contents of a safetensors file.
struct TensorFile {
  Card card;
  std::map<std::string, at::Tensor> tensors;  ///< as stored: F64, F32, F16, BF16, I64, I32, U8
};

/// Reads a safetensors file (https://github.com/huggingface/safetensors). Throws `Error` with the
/// reason for a file that is missing, truncated, or not safetensors; every size and offset is
/// checked before it is used, and no two tensors may share bytes.
TensorFile read_safetensors(const std::filesystem::path& file);

/// Writes atomically (temporary file, then rename). What is no UTF-8 on the card (file names are
/// bytes) is replaced by U+FFFD.
void write_safetensors(const TensorFile& contents, const std::filesystem::path& file);

}  // namespace antifaz
