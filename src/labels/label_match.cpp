#include "src/labels/label_match.hpp"

#include <algorithm>
#include <system_error>
#include <unordered_map>
#include <utility>

#include "src/text/path_key.hpp"

namespace antifaz {
namespace {

namespace fs = std::filesystem;
using Places = std::vector<std::size_t>;

bool say_the_same(const ManifestRow& a, const ManifestRow& b) {
  return a.gender == b.gender && a.subject == b.subject && a.extra == b.extra;
}

std::string absolute_text(const fs::path& path) {
  return (path.empty() ? fs::current_path() : fs::absolute(path)).string();
}

// Where a path really leads; empty where it leads nowhere.
std::string real_place(const fs::path& path) {
  std::error_code problem;
  const fs::path real = path.empty() ? fs::path() : fs::canonical(path, problem);
  return problem ? "" : real.string();
}

class Matching {
 public:
  Matching(const Manifest& labels, const std::vector<FileToLabel>& files)
      : labels_(labels), files_(files), states_(labels.rows.size(), State::kOpen) {
    match_.row_of.resize(files.size());
  }

  LabelMatch run() {
    by_place();
    by_name();
    over_links();
    by_ending();
    return tally();
  }

 private:
  enum class State { kOpen, kMatched, kUnclear };
  struct Group {
    Places rows, files;
  };

  void by_place() {
    const std::string folder = absolute_text(labels_.folder) + "/";
    group_up(
        [&](const ManifestRow& row) {
          return row.path.is_absolute() ? row.path.string() : folder + row.path.string();
        },
        [](const FileToLabel& file) {
          return file.file.empty() ? std::string() : absolute_text(file.file);
        });
  }

  void by_name() {
    group_up([](const ManifestRow& row) { return row.path.string(); },
             [](const FileToLabel& file) { return file.name; });
  }

  // Groups rows and files that are still open by the keys of what these say of them.
  template <typename OfRow, typename OfFile>
  void group_up(OfRow of_row, OfFile of_file) {
    std::unordered_map<std::string, Group> groups;
    for (std::size_t f = 0; f < files_.size(); ++f) {
      if (match_.row_of[f]) continue;
      const std::string key = path_key(of_file(files_[f]));
      if (!key.empty()) groups[key].files.push_back(f);
    }
    if (groups.empty()) return;
    for (std::size_t r = 0; r < labels_.rows.size(); ++r) {
      if (states_[r] != State::kOpen) continue;
      const auto group = groups.find(path_key(of_row(labels_.rows[r])));
      if (group != groups.end()) group->second.rows.push_back(r);
    }
    for (const auto& [key, group] : groups) {
      if (group.files.size() == 1) {
        settle(group.rows, group.files);
      } else {
        settle_twins(group, of_row, of_file);
      }
    }
  }

  // Files that only differ in what keys leave out: each has the rows of its exact spelling.
  template <typename OfRow, typename OfFile>
  void settle_twins(const Group& group, OfRow of_row, OfFile of_file) {
    std::unordered_map<std::string, Group> exact;
    for (const std::size_t f : group.files) exact[of_file(files_[f])].files.push_back(f);
    for (const std::size_t r : group.rows) {
      const auto found = exact.find(of_row(labels_.rows[r]));
      if (found == exact.end()) {
        states_[r] = State::kUnclear;
      } else {
        found->second.rows.push_back(r);
      }
    }
    for (const auto& [text, same] : exact) settle(same.rows, same.files);
  }

  // All rows mean all the files: they count where they say the same.
  void settle(const Places& rows, const Places& files) {
    if (rows.empty()) return;
    const bool clear = std::all_of(rows.begin(), rows.end(), [&](std::size_t r) {
      return say_the_same(labels_.rows[r], labels_.rows[rows.front()]);
    });
    for (const std::size_t r : rows) {
      if (states_[r] == State::kOpen) states_[r] = clear ? State::kMatched : State::kUnclear;
    }
    if (!clear) return;
    for (const std::size_t f : files) match_.row_of[f] = rows.front();
  }

  void over_links() {
    std::unordered_map<std::string, Group> groups;
    for (std::size_t f = 0; f < files_.size(); ++f) {
      if (match_.row_of[f]) continue;
      const std::string real = real_place(files_[f].file);
      if (!real.empty()) groups[real].files.push_back(f);
    }
    if (groups.empty()) return;
    for (std::size_t r = 0; r < labels_.rows.size(); ++r) {
      const auto group = groups.find(real_place(labels_.file(labels_.rows[r])));
      if (group != groups.end()) group->second.rows.push_back(r);
    }
    for (const auto& [real, group] : groups) settle(group.rows, group.files);
  }

  void by_ending() {
    std::unordered_map<std::string, Places> named;
    std::size_t deepest = 0;
    for (std::size_t f = 0; f < files_.size(); ++f) {
      const std::string key = match_.row_of[f] ? "" : path_key(files_[f].name);
      if (key.empty()) continue;
      named[key].push_back(f);
      deepest = std::max<std::size_t>(deepest, std::count(key.begin(), key.end(), '/'));
    }
    if (named.empty()) return;
    std::unordered_map<std::size_t, Places> rows_of;  // by file
    for (std::size_t r = 0; r < labels_.rows.size(); ++r) {
      if (states_[r] != State::kOpen) continue;
      const Places found = that_end(path_key(labels_.rows[r].path.string()), named, deepest);
      if (found.size() == 1) rows_of[found.front()].push_back(r);
      if (found.size() > 1) states_[r] = State::kUnclear;
    }
    for (const auto& [file, rows] : rows_of) settle(rows, {file});
  }

  // The files whose names an absolute path ends with; names have at most `deepest` slashes.
  static Places that_end(const std::string& key,
                         const std::unordered_map<std::string, Places>& named,
                         std::size_t deepest) {
    Places found;
    if (!is_absolute_key(key)) return found;
    std::size_t slash = key.rfind('/');
    for (std::size_t depth = 0; depth <= deepest && slash != std::string::npos; ++depth) {
      if (const auto files = named.find(key.substr(slash + 1)); files != named.end()) {
        found.insert(found.end(), files->second.begin(), files->second.end());
      }
      if (slash == 0) break;
      slash = key.rfind('/', slash - 1);
    }
    return found;
  }

  LabelMatch tally() {
    for (std::size_t f = 0; f < files_.size(); ++f) {
      if (match_.row_of[f]) {
        ++match_.matched;
      } else {
        const FileToLabel& file = files_[f];
        match_.files_without_row.add(file.name.empty() ? file.file.string() : file.name);
      }
    }
    for (std::size_t r = 0; r < labels_.rows.size(); ++r) {
      if (states_[r] == State::kMatched) continue;
      const ManifestRow& row = labels_.rows[r];
      const std::string line = row.line > 0 ? " (line " + std::to_string(row.line) + ")" : "";
      (states_[r] == State::kOpen ? match_.rows_without_file : match_.unclear_rows)
          .add(row.path.string() + line);
    }
    return std::move(match_);
  }

  const Manifest& labels_;
  const std::vector<FileToLabel>& files_;
  std::vector<State> states_;  // of the rows
  LabelMatch match_;
};

void say(const NameTally& tally, const char* one, const char* many,
         std::vector<std::string>& lines) {
  if (tally.empty()) return;
  lines.push_back(std::to_string(tally.count) + " " + (tally.count == 1 ? one : many) + ": " +
                  tally.names());
}

}  // namespace

bool LabelMatch::complete() const {
  return files_without_row.empty() && rows_without_file.empty() && unclear_rows.empty() &&
         not_labels.empty();
}

std::vector<std::string> LabelMatch::messages() const {
  std::vector<std::string> lines;
  say(rows_without_file, "row of the labels matches no photograph",
      "rows of the labels match no photograph", lines);
  say(unclear_rows,
      "row of the labels is not used, since it may mean several photographs or contradicts another",
      "rows of the labels are not used, since they may mean several photographs or contradict "
      "others",
      lines);
  say(files_without_row, "photograph has no row in the labels",
      "photographs have no row in the labels", lines);
  say(not_labels, "gender is no label, which 'female' and 'male' are",
      "genders are no labels, which 'female' and 'male' are", lines);
  return lines;
}

LabelMatch match_labels(const Manifest& labels, const std::vector<FileToLabel>& files) {
  return Matching(labels, files).run();
}

LabelMatch match_labels(const LabelTable& labels, const std::vector<FileToLabel>& files) {
  LabelMatch match = match_labels(labels.manifest, files);
  match.not_labels = labels.not_labels;
  return match;
}

}  // namespace antifaz
