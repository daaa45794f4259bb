#include "src/data/subjects.hpp"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <optional>
#include <set>
#include <utility>

namespace antifaz {
namespace {

constexpr char kGender[] = "gender";
// Lower bounds of the age bands, in years.
constexpr std::pair<int, const char*> kBands[] = {
    {0, "0-17"}, {18, "18-29"}, {30, "30-44"}, {45, "45-59"}, {60, "60+"}};

std::string age_band(const std::string& cell) {
  char* end = nullptr;
  const double age = std::strtod(cell.c_str(), &end);
  if (cell.empty() || *end != '\0' || !(age >= 0 && age < 150)) return "";
  std::string band;
  for (const auto& [from, name] : kBands) {
    if (age >= from) band = name;
  }
  return band;
}

std::string gender_name(const ManifestRow& row) {
  return row.gender ? std::string(to_string(*row.gender)) : "";
}

/// Groups by what `name_of` says of each row, sorted; an empty name is no group.
template <typename NameOf>
Grouping group(const Manifest& manifest, const std::string& attribute, NameOf name_of) {
  Grouping grouping;
  grouping.attribute = attribute;
  std::set<std::string> names;
  for (const ManifestRow& row : manifest.rows) names.insert(name_of(row));
  names.erase("");
  grouping.names.assign(names.begin(), names.end());
  for (const ManifestRow& row : manifest.rows) {
    const std::string name = name_of(row);
    const auto found = std::find(grouping.names.begin(), grouping.names.end(), name);
    grouping.of_row.push_back(name.empty() ? -1 : static_cast<int>(found - grouping.names.begin()));
  }
  return grouping;
}

}  // namespace

Subjects subjects_of(const Manifest& manifest) {
  Subjects subjects;
  std::map<std::string, std::uint32_t> numbers;
  for (const ManifestRow& row : manifest.rows) {
    const auto next = static_cast<std::uint32_t>(subjects.count);
    const bool known = !row.subject.empty();
    const std::uint32_t number = known ? numbers.emplace(row.subject, next).first->second : next;
    if (number == next) ++subjects.count;
    subjects.of_row.push_back(number);
  }
  const auto cell = [](const ManifestRow& row, const char* column) {
    const auto found = row.extra.find(column);
    return found == row.extra.end() ? std::string() : found->second;
  };
  subjects.groupings.push_back(group(manifest, kGender, gender_name));
  subjects.groupings.push_back(
      group(manifest, "age", [&](const ManifestRow& row) { return age_band(cell(row, "age")); }));
  subjects.groupings.push_back(
      group(manifest, "ethnicity", [&](const ManifestRow& row) { return cell(row, "ethnicity"); }));
  const auto empty = [](const Grouping& grouping) { return grouping.names.empty(); };
  subjects.groupings.erase(
      std::remove_if(subjects.groupings.begin(), subjects.groupings.end(), empty),
      subjects.groupings.end());
  return subjects;
}

std::vector<std::optional<Gender>> genders_of(const Subjects& subjects) {
  std::vector<std::optional<Gender>> genders(subjects.of_row.size());
  for (const Grouping& grouping : subjects.groupings) {
    if (grouping.attribute != kGender) continue;
    for (std::size_t row = 0; row < genders.size(); ++row) {
      const int group = grouping.of_row[row];
      if (group >= 0) genders[row] = parse_gender(grouping.names[static_cast<std::size_t>(group)]);
    }
  }
  return genders;
}

}  // namespace antifaz
