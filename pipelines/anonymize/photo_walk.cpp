#include "pipelines/anonymize/photo_walk.hpp"

#include <algorithm>
#include <system_error>
#include <utility>

#include "src/core/error.hpp"
#include "src/data/image_io.hpp"

namespace antifaz {
namespace {

namespace fs = std::filesystem;

class Walk {
 public:
  explicit Walk(fs::path root) : root_(std::move(root)) { list(fs::path()); }

  WalkedFolder take() {
    std::sort(found_.entries.begin(), found_.entries.end(),
              [](const auto& a, const auto& b) { return a.path < b.path; });
    return std::move(found_);
  }

 private:
  // `folder` is relative to the root.
  void list(const fs::path& folder) {
    std::error_code problem;
    fs::directory_iterator entry(root_ / folder, problem);
    for (; !problem && entry != fs::directory_iterator(); entry.increment(problem)) {
      look_at(*entry, folder / entry->path().filename());
    }
    if (!problem) return;
    const std::string fault = "can't be listed (" + problem.message() + ")";
    if (folder.empty()) throw Error(root_, fault);
    found_.entries.push_back({folder, fault});
  }

  void look_at(const fs::directory_entry& entry, const fs::path& path) {
    std::error_code problem;
    if (fs::is_symlink(entry.symlink_status(problem))) {
      const fs::file_status target = entry.status(problem);
      if (problem || !fs::exists(target)) {
        const std::string why = problem ? " (" + problem.message() + ")" : "";
        return found_.entries.push_back({path, "is a link that leads nowhere" + why});
      }
      if (fs::is_directory(target)) {
        return found_.entries.push_back(
            {path, "is a link to a folder, which is not followed; give that folder as an input"});
      }
    } else if (entry.is_directory(problem)) {
      return list(path);
    }
    if (is_image_file(path)) {
      found_.entries.push_back({path, ""});
    } else {
      ++found_.not_images;
    }
  }

  fs::path root_;
  WalkedFolder found_;
};

}  // namespace

WalkedFolder walk_photos(const fs::path& folder) { return Walk(folder).take(); }

}  // namespace antifaz
