#pragma once

#include <filesystem>
#include <string_view>

namespace antifaz {

/// `write_atomically` with the permissions and the time of the last change of `original`, from
/// before the first byte on: nobody may read what comes of a file that they may not read. Where
/// `original` is gone only the owner may. A file system without permissions or times keeps neither.
void write_atomically_like(const std::filesystem::path& original, const std::filesystem::path& file,
                           std::string_view bytes);

}  // namespace antifaz
