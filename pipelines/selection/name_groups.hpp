#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace antifaz {

/// How to know which photographs show one person where no labels say so.
enum class GroupBy {
  kNone,
  kFolder,      ///< those of one folder do
  kNamePrefix,  ///< those whose names differ in the number at their end alone
  kMatch        ///< those whose faces match (`FaceGroups`)
};
std::string_view to_string(GroupBy by);
std::optional<GroupBy> parse_group_by(std::string_view text);

/// The group of a photograph by its path ('/' between folders), alike for whatever spells the same
/// (`path_key`); empty where it stands alone.
/// kFolder: its folder; alone at the top.
/// kNamePrefix: its folder, and its name up to the number at the end and what separates the two
/// (`_ - . (` and spaces): "a/Ana Perez (3).jpg" is of "a/Ana Perez". Alone where the name does not
/// end with digits 0 to 9 or has nothing before them. An ending that is a number belongs to the
/// name: "ana.3" is of "ana".
/// Nothing with the others.
std::string name_group(std::string_view path, GroupBy by);

}  // namespace antifaz
