#include <gmock/gmock.h>

#include <map>

#include "tests/support/run_program.hpp"
#include "tests/support/sample_networks.hpp"

namespace antifaz {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using testing::ProgramResult;
using testing::run_program;

/// The program on the faces of samples/, divided.
class ShardsTest : public ::testing::Test {
 protected:
  ProgramResult anonymize(const fs::path& output, std::vector<std::string> more) const {
    std::vector<std::string> words = {
        "anonymize",   std::string(ANTIFAZ_SOURCE_DIR) + "/samples/faces",
        "--output",    output.string(),
        "--seed",      "5",
        "--threads",   "1",
        "--generator", networks_.generator.string(),
        "--unchecked"};
    words.insert(words.end(), more.begin(), more.end());
    return run_program(words);
  }
  static std::map<std::string, std::string> photographs(const fs::path& folder) {
    std::map<std::string, std::string> all;
    for (const auto& entry : fs::directory_iterator(folder)) {
      if (entry.is_regular_file()) {
        all[entry.path().filename().string()] = testing::text_of(entry.path());
      }
    }
    return all;
  }

  testing::TempFolder temp_;
  const testing::SampleNetworks networks_;
  fs::path out_ = temp_.path() / "out";
};

TEST_F(ShardsTest, TogetherWriteWhatOneRunWrites) {
  const std::string labels = std::string(ANTIFAZ_SOURCE_DIR) + "/samples/faces/manifest.csv";
  ASSERT_EQ(anonymize(temp_.path() / "whole", {"--labels", labels}).exit_code, 0);
  std::size_t before = 0;
  for (const char* shard : {"1/3", "3/3"}) {
    const ProgramResult result = anonymize(out_, {"--labels", labels, "--shard", shard});
    ASSERT_EQ(result.exit_code, 0) << result.err;
    EXPECT_THAT(result.err, ::testing::Not(HasSubstr("labels"))) << "of others' photographs";
    EXPECT_GT(photographs(out_).size(), before);
    before = photographs(out_).size();
  }
  const ProgramResult gap = run_program({"merge", out_.string()});
  EXPECT_EQ(gap.exit_code, 1);
  EXPECT_THAT(gap.out, HasSubstr("shard 2/3 is missing"));
  ASSERT_EQ(anonymize(out_, {"--labels", labels, "--shard", "2/3"}).exit_code, 0);
  const ProgramResult merged = run_program({"merge", out_.string()});
  EXPECT_EQ(merged.exit_code, 0) << merged.out;
  EXPECT_THAT(merged.out, HasSubstr("3 shards joined, 32 photographs"));
  EXPECT_EQ(photographs(out_), photographs(temp_.path() / "whole"));
  EXPECT_EQ(run_program({"verify", out_.string()}).exit_code, 0);
  const ProgramResult again = anonymize(out_, {"--labels", labels});
  EXPECT_THAT(again.err, HasSubstr("32 of 32 photographs were done before"));
  const ProgramResult other = anonymize(out_, {"--labels", labels, "--shard", "1/2"});
  EXPECT_EQ(other.exit_code, 0) << other.err;
  EXPECT_THAT(other.err, HasSubstr("were done before"));
}

TEST_F(ShardsTest, WhatCannotBeDividedIsSaidBeforeAnythingIsDone) {
  const auto refused = [&](std::vector<std::string> more, const std::string& why) {
    more.insert(more.begin(), {"anonymize", std::string(ANTIFAZ_SOURCE_DIR) + "/samples/faces",
                               "--output", out_.string()});
    const ProgramResult result = run_program(more);
    EXPECT_NE(result.exit_code, 0) << why;
    EXPECT_THAT(result.err, HasSubstr(why));
    EXPECT_FALSE(fs::exists(out_));
    return result.exit_code;
  };
  EXPECT_EQ(refused({"--shard", "4/3"}, "numbered from 1 to N"), 2);
  EXPECT_EQ(refused({"--shard", "many"}, "neither I/N"), 2);
  EXPECT_EQ(refused({"--shard", "1/3", "--group-by", "folder"}, "needs --seed N"), 2);
  EXPECT_EQ(
      refused({"--shard", "1/3", "--seed", "5", "--group-by", "match"}, "a shard doesn't have"), 1);
}

}  // namespace
}  // namespace antifaz
