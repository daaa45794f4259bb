#pragma once

#include <filesystem>
#include <string>

#include "models/safetensors.hpp"

namespace antifaz {

/// An option kept in a card. Throws `Error` where it is missing, no number, or outside [low, high].
double card_number(const TensorFile& contents, const std::string& key, double low, double high,
                   const std::filesystem::path& file);

}  // namespace antifaz
