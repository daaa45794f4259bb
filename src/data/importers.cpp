#include "src/data/importers.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <regex>
#include <set>
#include <sstream>
#include <utility>

#include "src/core/error.hpp"
#include "src/images/image_format.hpp"
#include "src/text/shown_name.hpp"
#include "src/text/table_limits.hpp"
#include "src/text/table_text.hpp"

namespace antifaz {
namespace {

namespace fs = std::filesystem;
using Problems = std::vector<std::string>;

// A line of a list, cut at white space (the CR of a CRLF included).
struct Line {
  std::size_t number;
  std::vector<std::string> words;
};

// All lines but the empty ones.
std::vector<Line> read_lines(const fs::path& file) {
  std::istringstream text(read_table_text(file));
  std::vector<Line> lines;
  std::string line, word;
  std::size_t all_words = 0;
  for (std::size_t number = 1; std::getline(text, line); ++number) {
    std::istringstream words(line);
    Line cut{number, {}};
    while (words >> word) {
      if (++all_words > table_limits::kCells) throw Error(file, "holds too many words for a list");
      cut.words.push_back(word);
    }
    if (!cut.words.empty()) lines.push_back(std::move(cut));
  }
  return lines;
}

std::string at(const fs::path& file, const Line& line, const std::string& what) {
  return file.string() + ":" + std::to_string(line.number) + ": " + what;
}

// One problem for all listed images that the folder lacks; `has` tells which it has.
template <typename List, typename Has>
void report_absent(const fs::path& file, const List& list, Has has, Problems& problems) {
  const std::size_t absent =
      std::count_if(list.begin(), list.end(), [&](const auto& entry) { return !has(entry.first); });
  if (absent == 0) return;
  problems.push_back(file.string() + ": " + std::to_string(absent) + " of " +
                     std::to_string(list.size()) + " listed images are not in the folder");
}

std::map<std::string, std::size_t> read_names(const fs::path& file, Problems& problems) {
  std::map<std::string, std::size_t> names;  // and their lines
  if (file.empty()) return names;
  for (const Line& line : read_lines(file)) {
    if (line.words.size() != 1 || !format_of_name(line.words[0])) {
      problems.push_back(at(file, line, "not one name of an image"));
    } else if (!names.emplace(line.words[0], line.number).second) {
      problems.push_back(at(file, line, "'" + shown(line.words[0]) + "' is there twice"));
    }
  }
  return names;
}

std::map<std::string, Gender> read_attributes(const fs::path& file, Problems& problems) {
  const std::vector<Line> lines = read_lines(file);
  const auto is_count = [](const std::string& word) {
    return word.size() < 10 && word.find_first_not_of("0123456789") == std::string::npos;
  };
  if (lines.size() < 2 || lines[0].words.size() != 1 || !is_count(lines[0].words[0])) {
    throw Error(file,
                "is no CelebA attribute list: its first line must be the number of images, "
                "the second the attributes' names");
  }
  const std::vector<std::string>& names = lines[1].words;
  const std::size_t male = std::find(names.begin(), names.end(), "Male") - names.begin();
  if (male == names.size()) throw Error(file, "has no attribute 'Male'");
  if (std::stoul(lines[0].words[0]) != lines.size() - 2) {
    problems.push_back(at(file, lines[0],
                          "announces " + lines[0].words[0] + " images, " +
                              std::to_string(lines.size() - 2) + " follow"));
  }
  std::map<std::string, Gender> genders;
  for (auto line = lines.begin() + 2; line != lines.end(); ++line) {
    const std::vector<std::string>& words = line->words;
    if (words.size() != names.size() + 1) {
      problems.push_back(at(file, *line,
                            std::to_string(words.size() - 1) + " values for " +
                                std::to_string(names.size()) + " attributes"));
    } else if (words[male + 1] != "1" && words[male + 1] != "-1") {
      problems.push_back(
          at(file, *line, "Male is '" + shown(words[male + 1]) + "', neither 1 nor -1"));
    } else if (!genders.emplace(words[0], words[male + 1] == "1" ? Gender::kMale : Gender::kFemale)
                    .second) {
      problems.push_back(at(file, *line, "'" + shown(words[0]) + "' is there twice"));
    }
  }
  return genders;
}

std::map<std::string, std::string> read_identities(const fs::path& file, Problems& problems) {
  std::map<std::string, std::string> identities;
  if (file.empty()) return identities;
  for (const Line& line : read_lines(file)) {
    if (line.words.size() != 2) {
      problems.push_back(at(file, line, "not an image and its identity"));
    } else if (!identities.emplace(line.words[0], line.words[1]).second) {
      problems.push_back(at(file, line, "'" + shown(line.words[0]) + "' is there twice"));
    }
  }
  return identities;
}

}  // namespace

Import import_utkface(const fs::path& folder) {
  static const std::regex kName(R"((\d{1,3})_([01])_([0-4])_\d+(\..+)?)");
  static const std::array<const char*, 5> kEthnicities{"white", "black", "asian", "indian",
                                                       "other"};
  Manifest found = list_folder(folder);
  Import import{{folder, {"age", "ethnicity"}, {}}, found.problems};
  for (ManifestRow& row : found.rows) {
    std::smatch parts;
    const std::string name = row.path.stem().string();  // ".jpg.chip.jpg" is usual too
    if (!std::regex_match(name, parts, kName)) {
      import.problems.push_back(shown(row.path.generic_string()) +
                                ": not named [age]_[gender 0-1]_[race 0-4]_[date]");
      continue;
    }
    row.gender = parts[2] == "0" ? Gender::kMale : Gender::kFemale;
    row.extra = {{"age", std::to_string(std::stoi(parts[1]))},
                 {"ethnicity", kEthnicities.at(std::stoul(parts[3]))}};
    import.manifest.rows.push_back(std::move(row));
  }
  return import;
}

Import import_lfw(const fs::path& folder, const fs::path& male_names,
                  const fs::path& female_names) {
  Manifest found = list_folder(folder);
  Import import{{folder, {}, {}}, found.problems};
  const auto men = read_names(male_names, import.problems);
  const auto women = read_names(female_names, import.problems);
  for (const auto& [name, line] : women) {
    if (men.count(name) == 0) continue;
    import.problems.push_back(
        at(female_names, {line, {}}, "'" + name + "' is in " + male_names.string() + " too"));
  }
  std::set<std::string> present;
  for (ManifestRow& row : found.rows) {
    const std::string person = row.path.parent_path().generic_string();
    const std::string name = row.path.filename().string();
    if (person.empty() || name.compare(0, person.size() + 1, person + "_") != 0) {
      import.problems.push_back(shown(row.path.generic_string()) +
                                ": not named Person_Name/Person_Name_0001.jpg");
      continue;
    }
    row.subject = person;
    present.insert(name);
    const bool man = men.count(name) > 0, woman = women.count(name) > 0;
    if (man != woman) row.gender = man ? Gender::kMale : Gender::kFemale;
    import.manifest.rows.push_back(std::move(row));
  }
  const auto is_present = [&](const std::string& name) { return present.count(name) > 0; };
  report_absent(male_names, men, is_present, import.problems);
  report_absent(female_names, women, is_present, import.problems);
  return import;
}

Import import_celeba(const fs::path& folder, const fs::path& attributes,
                     const fs::path& identities) {
  Manifest found = list_folder(folder);
  Import import{{folder, {}, {}}, found.problems};
  const auto genders = read_attributes(attributes, import.problems);
  const auto people = read_identities(identities, import.problems);
  std::set<std::string> present;
  for (ManifestRow& row : found.rows) {
    const std::string name = row.path.generic_string();
    present.insert(name);
    const auto gender = genders.find(name);
    if (gender == genders.end()) {
      import.problems.push_back(shown(name) + ": has no line in " + attributes.string());
      continue;
    }
    row.gender = gender->second;
    const auto person = people.find(name);
    if (person != people.end()) {
      row.subject = person->second;
    } else if (!identities.empty()) {
      import.problems.push_back(shown(name) + ": has no line in " + identities.string());
    }
    import.manifest.rows.push_back(std::move(row));
  }
  const auto is_present = [&](const std::string& name) { return present.count(name) > 0; };
  report_absent(attributes, genders, is_present, import.problems);
  report_absent(identities, people, is_present, import.problems);
  return import;
}

}  // namespace antifaz
