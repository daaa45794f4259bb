#pragma once

#include "src/data/subjects.hpp"

namespace antifaz::testing {

/// `count` people of `images` images each, one after the other.
inline Subjects numbered_subjects(std::uint32_t count, std::uint32_t images) {
  Subjects subjects;
  subjects.count = count;
  for (std::uint32_t i = 0; i < count * images; ++i) subjects.of_row.push_back(i / images);
  return subjects;
}

}  // namespace antifaz::testing
