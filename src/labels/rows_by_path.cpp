#include "src/labels/rows_by_path.hpp"

#include "src/text/path_key.hpp"

namespace antifaz {

RowsByPath::RowsByPath(const Manifest& manifest) {
  for (std::size_t i = 0; i < manifest.rows.size(); ++i) {
    const std::string path = manifest.rows[i].path.string();
    by_path_.emplace(path, i);
    const auto [key, fresh] = by_key_.try_emplace(path_key(path), i);
    if (!fresh) key->second.reset();
  }
}

std::optional<std::size_t> RowsByPath::find(std::string_view path) const {
  if (const auto row = by_path_.find(std::string(path)); row != by_path_.end()) return row->second;
  const auto row = by_key_.find(path_key(path));
  return row == by_key_.end() ? std::nullopt : row->second;
}

}  // namespace antifaz
