#include "src/data/subjects.hpp"

#include <gtest/gtest.h>

namespace antifaz {
namespace {

TEST(SubjectsTest, AnImageWithoutASubjectIsItsOwn) {
  Manifest manifest;
  for (const char* subject : {"one", "one", "", ""}) {
    ManifestRow row;
    row.subject = subject;
    row.gender = Gender::kMale;
    manifest.rows.push_back(row);
  }
  manifest.rows[0].extra = {{"age", "unknown"}};
  const Subjects subjects = subjects_of(manifest);
  EXPECT_EQ(subjects.count, 3u);
  EXPECT_EQ(subjects.of_row, (std::vector<std::uint32_t>{0, 0, 1, 2}));
  ASSERT_EQ(subjects.groupings.size(), 1u);  // no age is no band
  EXPECT_EQ(subjects.groupings[0].attribute, "gender");
}

TEST(SubjectsTest, SaysTheGenderOfARow) {
  Manifest manifest;
  manifest.rows.resize(3);
  manifest.rows[0].gender = Gender::kMale;
  manifest.rows[2].gender = Gender::kFemale;
  const std::vector<std::optional<Gender>> expected{Gender::kMale, std::nullopt, Gender::kFemale};
  EXPECT_EQ(genders_of(subjects_of(manifest)), expected);
  manifest.rows.resize(2);
  manifest.rows[0].gender.reset();
  EXPECT_EQ(genders_of(subjects_of(manifest)),
            (std::vector<std::optional<Gender>>{std::nullopt, std::nullopt}));
}

}  // namespace
}  // namespace antifaz
