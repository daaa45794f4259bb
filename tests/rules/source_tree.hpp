#pragma once

#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <vector>

namespace antifaz::testing {

/// Names, and the names that each points at: files and what they include, rooms and whom they use.
using Arrows = std::map<std::string, std::set<std::string>>;

/// All that arrows lead to from `start`, over one or several; `start` itself only in a circle.
inline std::set<std::string> reached_from(const std::string& start, const Arrows& arrows) {
  std::set<std::string> reached;
  std::vector<std::string> open = {start};
  while (!open.empty()) {
    const auto next = arrows.find(open.back());
    open.pop_back();
    if (next == arrows.end()) continue;
    for (const auto& name : next->second) {
      if (reached.insert(name).second) open.push_back(name);
    }
  }
  return reached;
}

/// Every file below folders of the project, from its root: "src/core/csv.cpp".
inline std::vector<std::filesystem::path> files_below(const std::vector<std::string>& folders) {
  const std::filesystem::path root = ANTIFAZ_SOURCE_DIR;
  std::vector<std::filesystem::path> files;
  for (const auto& folder : folders) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(root / folder)) {
      if (entry.is_regular_file()) files.push_back(entry.path().lexically_relative(root));
    }
  }
  return files;
}

inline std::string text_of(const std::filesystem::path& relative) {
  std::ostringstream text;
  text << std::ifstream(std::filesystem::path(ANTIFAZ_SOURCE_DIR) / relative).rdbuf();
  return text.str();
}

inline std::vector<std::string> lines_of(const std::string& text) {
  std::istringstream in(text);
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

/// The lines of every .cpp and .hpp file below folders of the project.
inline std::map<std::string, std::vector<std::string>> read_sources(
    const std::vector<std::string>& folders) {
  std::map<std::string, std::vector<std::string>> sources;
  for (const auto& file : files_below(folders)) {
    if (file.extension() == ".cpp" || file.extension() == ".hpp") {
      sources[file.string()] = lines_of(text_of(file));
    }
  }
  return sources;
}

/// What the first group of `pattern` says, at every place where it is found.
inline std::set<std::string> all_matches(const std::string& text, const char* pattern) {
  const std::regex regex(pattern);
  std::set<std::string> found;
  for (std::sregex_iterator i(text.begin(), text.end(), regex), end; i != end; ++i) {
    found.insert((*i)[1]);
  }
  return found;
}

/// The table of CONTRIBUTING.md: | `folder` | job | `room`, `room` |.
inline Arrows rooms_of_the_table() {
  static const std::regex row(R"(^\| `([^`]+)` \|.*\|([^|]*)\|$)");
  Arrows rooms;
  for (const auto& line : lines_of(text_of("CONTRIBUTING.md"))) {
    std::smatch cells;
    if (std::regex_match(line, cells, row)) rooms[cells[1]] = all_matches(cells[2], "`([^`]+)`");
  }
  return rooms;
}

/// What CMakeLists.txt links: antifaz_library(FOLDER ... USES folder... LINK ...).
inline Arrows rooms_of_cmake() {
  Arrows rooms;
  for (const auto& call : all_matches(text_of("CMakeLists.txt"), R"(antifaz_library\(([^)]+)\))")) {
    std::istringstream words(call);
    std::string folder, word, keyword;
    words >> folder;
    auto& used = rooms[folder];
    while (words >> word) {
      if (std::regex_match(word, std::regex("[A-Z_]+"))) {
        keyword = word;
      } else if (keyword == "USES") {
        used.insert(word);
      }
    }
  }
  return rooms;
}

/// The deepest folder of the table that holds the file; empty where none does.
inline std::string room_of(const std::string& file, const Arrows& rooms) {
  std::filesystem::path folder = std::filesystem::path(file).parent_path();
  while (!folder.empty() && rooms.count(folder.string()) == 0) folder = folder.parent_path();
  return folder.string();
}

}  // namespace antifaz::testing
