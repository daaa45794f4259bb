#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "src/core/labels.hpp"
#include "src/data/manifest.hpp"

namespace antifaz {

/// One way to divide the images into groups.
struct Grouping {
  std::string attribute;           ///< gender, age or ethnicity
  std::vector<std::string> names;  ///< of the groups, in the order to show
  std::vector<int> of_row;         ///< index of the group of each manifest row, -1 where unknown
};

/// Who is on the images of a manifest, by row.
struct Subjects {
  std::vector<std::uint32_t> of_row;  ///< number of the row's subject; no subject: its own
  std::size_t count = 0;
  std::vector<Grouping> groupings;
};

/// Groups by gender and, where the manifest has the columns, by `age` (a number of years, in bands)
/// and `ethnicity`. Cells that are empty, or no age, belong to no group.
Subjects subjects_of(const Manifest& manifest);

/// The gender of each row, by the grouping of that name; nobody's where there is none.
std::vector<std::optional<Gender>> genders_of(const Subjects& subjects);

}  // namespace antifaz
