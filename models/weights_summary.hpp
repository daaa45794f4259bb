#pragma once

#include <cstdint>
#include <filesystem>

#include "models/card.hpp"

namespace antifaz {

/// What a weights file holds, told without its numbers.
struct WeightsSummary {
  Card card;
  std::size_t tensors = 0;
  std::int64_t numbers = 0;  ///< of all tensors together
};

/// Throws `Error` as `read_safetensors` does.
WeightsSummary summarize_weights(const std::filesystem::path& file);

}  // namespace antifaz
