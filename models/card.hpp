#pragma once

#include <map>
#include <string>

namespace antifaz {

/// A model card: what the weights are and where they come from, as safetensors `__metadata__` (text
/// to text).
using Card = std::map<std::string, std::string>;

}  // namespace antifaz
