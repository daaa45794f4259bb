#pragma once

#include <filesystem>
#include <string>

#include "models/card.hpp"

namespace antifaz {

/// What a generator's card says of the judges it was trained against.
class LoopCard {
 public:
  /// Reads the generator's file.
  explicit LoopCard(const std::filesystem::path& generator);
  explicit LoopCard(const Card& card);
  bool holds(const std::string& sha256) const { return judges_.find(sha256) != std::string::npos; }

 private:
  std::string judges_;
};

}  // namespace antifaz
