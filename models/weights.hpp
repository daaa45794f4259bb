#pragma once

#include <torch/nn/module.h>

#include <filesystem>

#include "models/safetensors.hpp"

namespace antifaz {

/// Saves parameters and buffers as safetensors, float16 unless told, with their card. The card must
/// name the "architecture".
void save_weights(const torch::nn::Module& module, const Card& card,
                  const std::filesystem::path& file, at::ScalarType type = at::kHalf);

/// Fills `module` from a file, whose tensors must be exactly the module's by name and shape
/// (batch-norm counters aside). Throws `Error` naming the first tensor that is missing, foreign or
/// of another shape.
void load_weights(torch::nn::Module& module, const TensorFile& contents,
                  const std::filesystem::path& file);

/// Throws `Error` where the card's architecture is not `expected` (what the file is instead is
/// said).
void expect_architecture(const TensorFile& contents, const std::string& expected,
                         const std::filesystem::path& file);

/// Freezes a network: no gradients into its parameters, batch norm on its running statistics.
void freeze(torch::nn::Module& module);
/// Undoes `freeze`: the network can learn again.
void unfreeze(torch::nn::Module& module);

/// Puts the 4-D parameters in channels_last, up to 1.7 times faster through oneDNN.
void to_channels_last(torch::nn::Module& module);

}  // namespace antifaz
