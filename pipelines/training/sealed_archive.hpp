#pragma once

#include <torch/serialize/archive.h>

#include <filesystem>

namespace antifaz {

/// Archives of tensors with their SHA-256 in front: what a disk or a copy damaged is found before
/// anything is read from it.

/// Writes atomically: a kill or a full disk leaves the file of before. Throws `Error`.
void write_sealed(torch::serialize::OutputArchive& archive, const std::filesystem::path& file);

/// Opens an archive, its tensors on `device`. Throws `Error` where it is missing, damaged or none.
torch::serialize::InputArchive read_sealed(const std::filesystem::path& file, torch::Device device);

/// Where the module's first parameter is; the CPU where it has none.
torch::Device device_of_first(const torch::nn::Module& module);

}  // namespace antifaz
