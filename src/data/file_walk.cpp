#include "src/data/file_walk.hpp"

#include <algorithm>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "src/core/error.hpp"
#include "src/data/file_kind.hpp"

namespace antifaz {
namespace {

namespace fs = std::filesystem;

class Walk {
 public:
  Walk(const fs::path& root, const std::function<void(const WalkedFile&)>& visit)
      : root_(root), visit_(visit) {
    list(fs::path());
  }

  WalkCounts take() { return std::move(counts_); }

 private:
  // Of a folder with a million files little more than their names is held.
  struct Entry {
    std::string name;
    fs::file_type type;
  };

  // What the listing knows already, without another look at the file.
  static fs::file_type type_of(const fs::directory_entry& entry) {
    std::error_code problem;
    if (entry.is_symlink(problem)) return fs::file_type::symlink;
    return entry.is_directory(problem) ? fs::file_type::directory : fs::file_type::unknown;
  }

  // `folder` is relative to the root. What is seen before it can't be listed any further is told.
  void list(const fs::path& folder) {
    std::error_code problem;
    std::vector<Entry> entries;
    fs::directory_iterator entry(root_ / folder, problem);
    for (; !problem && entry != fs::directory_iterator(); entry.increment(problem)) {
      entries.push_back({entry->path().filename().string(), type_of(*entry)});
    }
    std::sort(entries.begin(), entries.end(),
              [](const Entry& a, const Entry& b) { return a.name < b.name; });
    for (const Entry& one : entries) look_at(folder / one.name, one.type);
    if (!problem) return;
    const std::string fault = "can't be listed (" + problem.message() + ")";
    if (folder.empty()) throw Error(root_, fault);
    tell({folder, fault});
  }

  void look_at(const fs::path& path, fs::file_type type) {
    if (type == fs::file_type::symlink) {
      std::error_code problem;
      const fs::file_status target = fs::status(root_ / path, problem);
      if (problem || !fs::exists(target)) {
        const std::string why = problem ? " (" + problem.message() + ")" : "";
        return tell({path, "is a link that leads nowhere" + why});
      }
      if (fs::is_directory(target)) {
        return tell(
            {path, "is a link to a folder, which is not followed; give that folder as an input"});
      }
    } else if (type == fs::file_type::directory) {
      if (path.filename() == ".antifaz") return;  // what this program keeps about its output
      const std::string copies = kind_of_copies_folder(path.filename());
      if (copies.empty()) return list(path);
      ++counts_.left_out[copies];
      return;
    }
    const FileKind kind = kind_of_file(root_ / path);
    if (kind.left_out.empty()) return tell({path, kind.fault});
    ++counts_.left_out[kind.left_out];
  }

  void tell(const WalkedFile& file) {
    ++(file.fault.empty() ? counts_.photographs : counts_.faults);
    visit_(file);
  }

  const fs::path& root_;
  const std::function<void(const WalkedFile&)>& visit_;
  WalkCounts counts_;
};

}  // namespace

std::size_t WalkCounts::all_left_out() const {
  std::size_t all = 0;
  for (const auto& [kind, count] : left_out) all += count;
  return all;
}

WalkCounts walk_files(const fs::path& folder, const std::function<void(const WalkedFile&)>& visit) {
  return Walk(folder, visit).take();
}

}  // namespace antifaz
