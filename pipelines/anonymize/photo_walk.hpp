#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

namespace antifaz {

/// What a folder's tree holds.
struct WalkedFolder {
  struct Entry {
    std::filesystem::path path;  ///< relative to the folder
    std::string fault;           ///< why it can't be read, one line; empty for a photograph
  };

  std::vector<Entry> entries;  ///< photographs and what could not be looked at, sorted by path
  std::size_t not_images = 0;  ///< files left out for their extension
};

/// Walks the tree once. What can't be looked at is an entry with a fault, and the others go on: a
/// folder that can't be listed, a link that leads nowhere or in a circle, and a link to a folder
/// (never followed: it may lead back above itself, and its photographs must not be lost without a
/// word). Throws `Error` where the folder itself can't be listed.
WalkedFolder walk_photos(const std::filesystem::path& folder);

}  // namespace antifaz
