#include "pipelines/evaluate/judge_names.hpp"

#include <gmock/gmock.h>

#include "tests/support/error_matcher.hpp"
#include "tests/support/temp_folder.hpp"

namespace antifaz {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

TEST(JudgeNamesTest, WeightsAreCalledAfterTheirRun) {
  EXPECT_EQ(judge_name("models/gender-tiny.safetensors"), "gender-tiny");
  EXPECT_EQ(judge_name("runs/gender-a/weights.safetensors"), "gender-a");
  EXPECT_EQ(judge_name("runs/gender-b/../gender-c/weights.json"), "gender-c");
  EXPECT_EQ(judge_name("weights.safetensors"), std::filesystem::current_path().filename());
}

TEST(JudgeNamesTest, TwoOfOneNameAreRefusedInOneLineThatNamesBoth) {
  JudgeNames names;
  names.add("gender-a", "x/gender-a/weights.safetensors");
  names.add("gender-b", "x/gender-b/weights.safetensors");
  EXPECT_ERROR(names.add("gender-a", "y/gender-a.safetensors"),
               AllOf(HasSubstr("'x/gender-a/weights.safetensors' and 'y/gender-a.safetensors'"),
                     HasSubstr("both called 'gender-a'")));
}

TEST(JudgeNamesTest, AFileCountsOnceHoweverItIsWritten) {
  const testing::TempFolder temp;
  const auto file = temp.write("run/weights.safetensors", "x");
  const auto link = temp / "other-name.safetensors";
  std::filesystem::create_symlink(file, link);
  JudgeNames names;
  names.add("run", file);
  EXPECT_ERROR(names.add("run", file), HasSubstr("is among the judges twice"));
  EXPECT_ERROR(names.add("dotted", temp / "run/../run/weights.safetensors"), HasSubstr("twice"));
  EXPECT_ERROR(names.add("other-name", link), HasSubstr(file.string()));
}

}  // namespace
}  // namespace antifaz
