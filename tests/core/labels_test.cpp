#include "src/core/labels.hpp"

#include <gtest/gtest.h>

#include <stdexcept>
#include <string>

namespace antifaz {
namespace {

TEST(Labels, OnlyTheTwoWordsAreGenders) {
  EXPECT_EQ(parse_gender("female"), Gender::kFemale);
  EXPECT_EQ(parse_gender("male"), Gender::kMale);
  for (const char* text : {"", "f", "0", "Male", "male ", "neutral"}) {
    EXPECT_EQ(parse_gender(text), std::nullopt) << "'" << text << "'";
  }
}

TEST(Labels, ModesReadBackWhatTheyPrint) {
  for (Mode mode : {Mode::kSame, Mode::kNeutral, Mode::kOpposite, Mode::kRandom}) {
    EXPECT_EQ(parse_mode(to_string(mode)), mode);
  }
  EXPECT_EQ(to_string(Mode::kOpposite), "opposite");
  EXPECT_EQ(parse_mode("Random"), std::nullopt);
  EXPECT_EQ(parse_mode(""), std::nullopt);
}

TEST(Labels, NamesOfGendersAndTargets) {
  EXPECT_EQ(to_string(Gender::kFemale), "female");
  EXPECT_EQ(to_string(Gender::kMale), "male");
  EXPECT_EQ(to_string(Target::kFemale), "female");
  EXPECT_EQ(to_string(Target::kMale), "male");
  EXPECT_EQ(to_string(Target::kNeutral), "neutral");
}

TEST(Labels, TargetFollowsLabelAndMode) {
  EXPECT_EQ(target_for(Mode::kSame, Gender::kFemale), Target::kFemale);
  EXPECT_EQ(target_for(Mode::kSame, Gender::kMale), Target::kMale);
  EXPECT_EQ(target_for(Mode::kOpposite, Gender::kFemale), Target::kMale);
  EXPECT_EQ(target_for(Mode::kOpposite, Gender::kMale), Target::kFemale);
}

TEST(Labels, TargetOfAModeWithoutLabelIsABug) {
  EXPECT_THROW(target_for(Mode::kNeutral, Gender::kMale), std::logic_error);
  EXPECT_THROW(target_for(Mode::kRandom, Gender::kMale), std::logic_error);
}

}  // namespace
}  // namespace antifaz
