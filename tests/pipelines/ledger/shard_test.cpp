#include "pipelines/ledger/shard.hpp"

#include <gmock/gmock.h>

#include <cstdlib>
#include <fstream>

#include "tests/support/error_matcher.hpp"
#include "tests/support/temp_folder.hpp"

namespace antifaz {
namespace {

namespace fs = std::filesystem;
using ::testing::AllOf;
using ::testing::HasSubstr;

TEST(ShardTest, EachPlaceIsOfExactlyOneAndAllGetTheirPart) {
  constexpr int kOf = 7, kPlaces = 7000;
  std::vector<int> counts(kOf + 1);
  for (int i = 0; i < kPlaces; ++i) {
    const std::string place = "a/" + std::to_string(i) + ".jpg";
    int holders = 0;
    for (int number = 1; number <= kOf; ++number) {
      if (!Shard{number, kOf}.holds(place)) continue;
      ++holders;
      ++counts[static_cast<std::size_t>(number)];
    }
    ASSERT_EQ(holders, 1) << place;
  }
  for (int number = 1; number <= kOf; ++number) {
    EXPECT_NEAR(counts[static_cast<std::size_t>(number)], kPlaces / kOf, 150) << number;
  }
}

TEST(ShardTest, AWholeRunHoldsAll) {
  EXPECT_TRUE(Shard().is_whole());
  EXPECT_TRUE(Shard().holds("a.jpg"));
  EXPECT_TRUE(Shard().holds(""));
}

TEST(ShardTest, IsReadAndWrittenAsAFraction) {
  const Shard shard = parse_shard("3/8");
  EXPECT_EQ(shard.number, 3);
  EXPECT_EQ(shard.of, 8);
  EXPECT_EQ(to_string(shard), "3/8");
  EXPECT_TRUE(parse_shard("1/1").is_whole());
}

TEST(ShardTest, WhatIsNoneIsRefusedByName) {
  for (const char* text :
       {"", "3", "/", "3/", "/8", "a/8", "3/8/9", "-1/8", "3 /8", "3/9999999999"}) {
    EXPECT_ERROR(parse_shard(text), AllOf(HasSubstr("--shard " + std::string(text)),
                                          HasSubstr("neither I/N, like 3/8, nor slurm")));
  }
  for (const char* text : {"0/8", "9/8", "1/0"}) {
    EXPECT_ERROR(parse_shard(text), HasSubstr("numbered from 1 to N"));
  }
}

/// The variables of a job array, as long as it lives.
class SlurmTest : public ::testing::Test {
 protected:
  SlurmTest() { clear(); }
  ~SlurmTest() override { clear(); }
  static void set(const std::string& name, const std::string& value) {
    setenv(("SLURM_ARRAY_TASK_" + name).c_str(), value.c_str(), 1);
  }
  static void clear() {
    for (const char* name : {"ID", "MIN", "STEP", "COUNT"}) {
      unsetenv(("SLURM_ARRAY_TASK_" + std::string(name)).c_str());
    }
  }
};

TEST_F(SlurmTest, AJobArraySaysWhichOne) {
  set("ID", "4");
  set("COUNT", "8");
  set("MIN", "0");
  EXPECT_EQ(to_string(parse_shard("slurm")), "5/8");
  set("MIN", "1");
  EXPECT_EQ(to_string(parse_shard("slurm")), "4/8");
  set("ID", "16");  // sbatch --array=10-20:3
  set("MIN", "10");
  set("STEP", "3");
  set("COUNT", "4");
  EXPECT_EQ(to_string(parse_shard("slurm")), "3/4");
}

TEST_F(SlurmTest, OutsideOfOneItSaysWhatToDo) {
  EXPECT_ERROR(parse_shard("slurm"), AllOf(HasSubstr("sbatch --array"), HasSubstr("--shard I/N")));
  set("ID", "x");
  set("COUNT", "8");
  EXPECT_ERROR(parse_shard("slurm"), HasSubstr("SLURM_ARRAY_TASK_ID=x is no number"));
}

TEST(ShardTest, ThoseWithAFolderAreFoundInOrder) {
  const testing::TempFolder temp;
  EXPECT_TRUE(shards_in(temp.path()).empty());
  for (const Shard& shard : {Shard{2, 3}, Shard{1, 3}, Shard{2, 2}, Shard{10, 12}}) {
    fs::create_directories(ledger_folder(temp.path(), shard));
  }
  for (const char* odd : {"x-of-3", "4-of-3", "1-of-1", "1-of-", "notes", "0-of-3"}) {
    fs::create_directories(ledger_folder(temp.path(), {1, 3}).parent_path() / odd);
  }
  std::string found;
  for (const Shard& shard : shards_in(temp.path())) found += to_string(shard) + " ";
  EXPECT_EQ(found, "2/2 1/3 2/3 10/12 ");
}

}  // namespace
}  // namespace antifaz
