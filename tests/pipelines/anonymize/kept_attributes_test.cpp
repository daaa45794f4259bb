#include "pipelines/anonymize/kept_attributes.hpp"

#include <gmock/gmock.h>
#include <unistd.h>

#include "src/core/error.hpp"
#include "src/core/files.hpp"
#include "tests/support/temp_folder.hpp"

namespace antifaz {
namespace {

namespace fs = std::filesystem;

TEST(KeptAttributes, PermissionsAndTimeAreTheOriginals) {
  testing::TempFolder folder;
  const fs::path original = folder.write("in", "face"), file = folder / "out";
  const auto long_ago = fs::last_write_time(original) - std::chrono::hours(24 * 365 * 20) +
                        std::chrono::nanoseconds(123456700);
  for (const unsigned mode : {0600u, 0640u, 0644u, 0444u, 0400u, 0666u, 0777u}) {
    fs::permissions(original, fs::perms{mode});
    fs::last_write_time(original, long_ago);
    write_atomically_like(original, file, "changed");
    EXPECT_EQ(fs::status(file).permissions(), fs::perms{mode});
    EXPECT_EQ(fs::last_write_time(file), long_ago);
    EXPECT_EQ(read_file(file), "changed");
  }
}

TEST(KeptAttributes, RightsOfProgramsAreNone) {
  testing::TempFolder folder;
  const fs::path original = folder.write("in", "face"), file = folder / "out";
  fs::permissions(original, fs::perms{06755});
  write_atomically_like(original, file, "changed");
  EXPECT_EQ(fs::status(file).permissions(), fs::perms{0755});
}

TEST(KeptAttributes, OnlyTheOwnerMayReadWhereTheOriginalIsGone) {
  testing::TempFolder folder;
  write_atomically_like(folder / "gone", folder / "out", "changed");
  EXPECT_EQ(fs::status(folder / "out").permissions(), fs::perms{0600});
  EXPECT_EQ(read_file(folder / "out"), "changed");
}

TEST(KeptAttributes, TheFileBehindALinkCounts) {
  testing::TempFolder folder;
  const fs::path original = folder.write("in", "face");
  fs::permissions(original, fs::perms{0600});
  fs::create_symlink(original, folder / "link");
  write_atomically_like(folder / "link", folder / "out", "changed");
  EXPECT_EQ(fs::status(folder / "out").permissions(), fs::perms{0600});
}

TEST(KeptAttributes, WhatCantBeWrittenIsAnError) {
  testing::TempFolder folder;
  const fs::path original = folder.write("in", "face");
  EXPECT_THROW(write_atomically_like(original, folder.path() / "none/out", "changed"), Error);
  EXPECT_FALSE(fs::exists(folder.path() / "none"));
}

}  // namespace
}  // namespace antifaz
