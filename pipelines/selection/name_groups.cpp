#include "pipelines/selection/name_groups.hpp"

#include <array>

#include "src/text/path_key.hpp"

namespace antifaz {
namespace {

constexpr char kDigits[] = "0123456789";
constexpr char kSeparators[] = " _-.(";

struct Named {
  GroupBy by;
  std::string_view name;
};
constexpr std::array kNames = {Named{GroupBy::kNone, "none"}, Named{GroupBy::kFolder, "folder"},
                               Named{GroupBy::kNamePrefix, "name-prefix"},
                               Named{GroupBy::kMatch, "match"}};

std::string_view without_ending(std::string_view name) {
  const std::size_t dot = name.rfind('.');
  if (dot == std::string_view::npos) return name;
  const std::string_view ending = name.substr(dot + 1);
  return ending.find_first_not_of(kDigits) == std::string_view::npos ? name : name.substr(0, dot);
}

// Up to and with the last byte that is none of these; empty where there is none.
std::string_view up_to_last_not_of(std::string_view text, const char* these) {
  const std::size_t last = text.find_last_not_of(these);
  return last == std::string_view::npos ? std::string_view() : text.substr(0, last + 1);
}

std::string_view name_prefix(std::string_view name) {
  std::string_view rest = up_to_last_not_of(without_ending(name), " )");
  const std::string_view before = up_to_last_not_of(rest, kDigits);
  return before.size() == rest.size() ? std::string_view() : up_to_last_not_of(before, kSeparators);
}

}  // namespace

std::string_view to_string(GroupBy by) {
  for (const Named& one : kNames) {
    if (one.by == by) return one.name;
  }
  return "none";
}

std::optional<GroupBy> parse_group_by(std::string_view text) {
  for (const Named& one : kNames) {
    if (one.name == text) return one.by;
  }
  return std::nullopt;
}

std::string name_group(std::string_view path, GroupBy by) {
  const std::size_t slash = path.rfind('/');
  const std::size_t begin = slash == std::string_view::npos ? 0 : slash + 1;
  if (by == GroupBy::kFolder) return path_key(path.substr(0, begin));
  if (by != GroupBy::kNamePrefix) return "";
  const std::string_view prefix = name_prefix(path.substr(begin));
  return prefix.empty() ? "" : path_key(std::string(path.substr(0, begin)) + std::string(prefix));
}

}  // namespace antifaz
