#include "pipelines/training/run_settings.hpp"

#include <gtest/gtest.h>

#include "tests/support/error_matcher.hpp"
#include "tests/support/temp_folder.hpp"

namespace antifaz {
namespace {

TEST(RunSettings, NameTheFirstThatDiffers) {
  const RunSettings one = {{"--a", "1"}, {"--b", "2"}};
  EXPECT_EQ(first_difference(one, one), "");
  EXPECT_EQ(first_difference(one, {{"--b", "2"}, {"--a", "1"}}), "");
  EXPECT_EQ(first_difference(one, {{"--a", "1"}, {"--b", "3"}}), "--b was 2, now 3");
  EXPECT_EQ(first_difference(one, {{"--a", "1"}}), "--b was 2, now not set");
  EXPECT_EQ(first_difference({{"--a", "1"}}, one), "--b was not set, now 2");
}

TEST(RunSettings, AreWrittenAsTheyAreTyped) {
  EXPECT_EQ(setting(true), "on");
  EXPECT_EQ(setting(64), "64");
  EXPECT_EQ(setting(0.1), "0.1");
  EXPECT_EQ(setting(2e-3), "0.002");
}

TEST(RunSettings, AFileMayMoveButNotChange) {
  const testing::TempFolder folder;
  using Files = std::vector<std::filesystem::path>;
  const std::string before = setting(Files{folder.write("a", "weights")});
  EXPECT_EQ(setting(Files{folder.write("b", "weights")}), before);
  EXPECT_NE(setting(Files{folder.write("a", "others")}), before);
  EXPECT_EQ(setting(Files{}), "none");
  EXPECT_ERROR(setting(Files{folder.path() / "missing"}), ::testing::HasSubstr("missing"));
}

}  // namespace
}  // namespace antifaz
