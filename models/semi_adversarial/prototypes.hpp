#pragma once

#include <ATen/core/Tensor.h>

#include <filesystem>

#include "models/safetensors.hpp"

namespace antifaz {

/// Average faces of `chips` (uint8 [N, 3, S, S]) by label (int64 [N]): female, male, and the mean
/// of the two, [3, 3, S, S] in [0, 1], in the order of `Target`. Chips are aligned by their
/// landmarks, so the prototypes are aligned to every input face.
at::Tensor average_faces(const at::Tensor& chips, const at::Tensor& labels);

void save_prototypes(const at::Tensor& prototypes, Card card, const std::filesystem::path& file);
/// Throws `Error` where the file holds anything else.
at::Tensor load_prototypes(const std::filesystem::path& file);

}  // namespace antifaz
