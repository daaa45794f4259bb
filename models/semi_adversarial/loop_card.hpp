#pragma once

#include <filesystem>
#include <string>

namespace antifaz {

/// What a generator's card says of the judges it was trained against.
class LoopCard {
 public:
  explicit LoopCard(const std::filesystem::path& generator);
  bool holds(const std::string& sha256) const { return judges_.find(sha256) != std::string::npos; }

 private:
  std::string judges_;
};

}  // namespace antifaz
