#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "src/data/manifest.hpp"

namespace antifaz {

/// The rows of a manifest by how another table spells their paths: as the manifest does, or with
/// the same `path_key` where no other row has it.
class RowsByPath {
 public:
  explicit RowsByPath(const Manifest& manifest);

  /// The row's place in the manifest; empty where there is none, or several that may be meant.
  std::optional<std::size_t> find(std::string_view path) const;

 private:
  std::unordered_map<std::string, std::size_t> by_path_;
  std::unordered_map<std::string, std::optional<std::size_t>> by_key_;  // empty: of several rows
};

}  // namespace antifaz
