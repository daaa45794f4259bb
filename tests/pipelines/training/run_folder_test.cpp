#include "pipelines/training/run_folder.hpp"

#include <gtest/gtest.h>

#include "tests/support/error_matcher.hpp"
#include "tests/support/temp_folder.hpp"

namespace antifaz {
namespace {

using ::testing::HasSubstr;

TrainerOptions run_in(const std::filesystem::path& folder, bool resume = false) {
  TrainerOptions options;
  options.folder = folder;
  options.resume = resume;
  return options;
}

TEST(RunFolder, MayBeNewEmptyOrUnnamed) {
  const testing::TempFolder folder;
  expect_run_folder(run_in(folder.path()));
  expect_run_folder(run_in(folder.path() / "new" / "one"));
  expect_run_folder(run_in({}));
  EXPECT_FALSE(std::filesystem::exists(folder.path() / "new"));  // only asked
}

TEST(RunFolder, ARunNeitherGoesOnUnaskedNorFromNothing) {
  const testing::TempFolder folder;
  EXPECT_ERROR(expect_run_folder(run_in(folder.path(), true)), HasSubstr("leave --resume out"));
  folder.write("checkpoint.pt", "");
  expect_run_folder(run_in(folder.path(), true));
  EXPECT_ERROR(expect_run_folder(run_in(folder.path())), HasSubstr("add --resume"));
}

TEST(RunFolder, WhatIsLeftOfARunIsNoDeadEnd) {
  for (const char* name : {"metrics.jsonl", "best.pt", "weights.safetensors"}) {
    const testing::TempFolder folder;
    folder.write(name, "");
    EXPECT_ERROR(expect_run_folder(run_in(folder.path())), HasSubstr("choose another"));
    EXPECT_ERROR(expect_run_folder(run_in(folder.path(), true)),
                 HasSubstr("choose another folder"));
  }
}

TEST(RunFolder, SaysWhereNoFolderCanBe) {
  const testing::TempFolder folder;
  EXPECT_ERROR(expect_run_folder(run_in(folder.write("file", "") / "run")),
               HasSubstr("can't be made"));
  EXPECT_ERROR(expect_run_folder(run_in(folder.path() / "file")), HasSubstr("is there already"));
}

}  // namespace
}  // namespace antifaz
