#include "src/core/files.hpp"

#include <gmock/gmock.h>
#include <unistd.h>

#include "tests/support/error_matcher.hpp"
#include "tests/support/temp_folder.hpp"

namespace antifaz {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
namespace fs = std::filesystem;

std::size_t entries(const fs::path& folder) {
  return std::distance(fs::directory_iterator(folder), fs::directory_iterator());
}

TEST(Files, ReadBackWhatWasWritten) {
  testing::TempFolder folder;
  const std::string bytes("a\0\r\n\xFF", 5);
  write_atomically(folder / "a.bin", bytes);
  EXPECT_EQ(read_file(folder / "a.bin"), bytes);
  write_atomically(folder / "a.bin", "");
  EXPECT_EQ(read_file(folder / "a.bin"), "");
  EXPECT_EQ(entries(folder.path()), 1u) << "a temporary file was left";
}

TEST(Files, NamesOfAnyLengthAreWritten) {
  testing::TempFolder folder;
  const std::string name(255, 'x');
  write_atomically(folder / name, "1");
  EXPECT_EQ(read_file(folder / name), "1");
}

TEST(Files, FailedWriteNamesTheFileAndLeavesNothing) {
  testing::TempFolder folder;
  EXPECT_ERROR(write_atomically(folder.path() / "none" / "a.txt", "1"),
               AllOf(HasSubstr("none/a.txt"), HasSubstr("No such file or directory")));
  fs::create_directories(folder.path() / "taken" / "inside");
  EXPECT_ERROR(write_atomically(folder / "taken", "1"), HasSubstr("taken: can't be written"));
  EXPECT_EQ(entries(folder.path()), 1u) << "a temporary file was left";
}

TEST(Files, MissingFileAndFolderCannotBeRead) {
  testing::TempFolder folder;
  EXPECT_ERROR(read_file(folder / "none"), HasSubstr("none: can't be read (No such file"));
  EXPECT_ERROR(read_file(folder.path()), HasSubstr("Is a directory"));
}

TEST(UnreadableFile, SaysSo) {
  if (geteuid() == 0) GTEST_SKIP() << "root may read every file";
  testing::TempFolder folder;
  fs::permissions(folder.write("a", "1"), fs::perms::none);
  EXPECT_ERROR(read_file(folder / "a"), HasSubstr("Permission denied"));
}

}  // namespace
}  // namespace antifaz
