#pragma once

#include <filesystem>

namespace antifaz {

/// Whether a folder's file system takes two names for one, as many do with upper and lower case,
/// and some with the normal forms of Unicode. `one` and `other` are paths of equal depth; their
/// first names that differ are tried in a temporary folder. True too where that can't be made.
bool folds_together(const std::filesystem::path& folder, const std::filesystem::path& one,
                    const std::filesystem::path& other);

}  // namespace antifaz
