#include "src/labels/find_files.hpp"

#include <set>
#include <system_error>
#include <vector>

#include "src/data/file_walk.hpp"
#include "src/text/shown_name.hpp"

namespace antifaz {

namespace fs = std::filesystem;

LabelMatch find_files(Manifest& manifest) {
  std::vector<FileToLabel> files;
  std::set<fs::path> known;
  const auto add = [&](const fs::path& path) {
    if (known.insert(path).second) files.push_back({manifest.folder / path, path.string()});
  };
  walk_files(manifest.folder.empty() ? "." : manifest.folder, [&](const WalkedFile& file) {
    if (file.fault.empty()) return add(file.path);
    manifest.problems.push_back(shown(file.path.string()) + ": " + file.fault);
  });
  // What a row names is a file of the manifest even where no walk would tell it.
  for (const ManifestRow& row : manifest.rows) {
    std::error_code problem;
    const fs::path path = row.path.lexically_normal();
    if (known.count(path) == 0 && fs::is_regular_file(manifest.file(row), problem)) add(path);
  }
  LabelMatch match = match_labels(manifest, files);
  for (std::size_t f = 0; f < files.size(); ++f) {
    if (match.row_of[f]) manifest.rows[*match.row_of[f]].path = files[f].name;
  }
  return match;
}

}  // namespace antifaz
