#include "src/core/files.hpp"

#include <gmock/gmock.h>
#include <unistd.h>

#include "src/core/error.hpp"
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

TEST(Files, OthersWriteAtomicallyToo) {
  testing::TempFolder folder;
  write_atomically(folder / "a", [](const fs::path& file) { write_atomically(file, "1"); });
  EXPECT_EQ(read_file(folder / "a"), "1");
  const auto fail = [](const fs::path&) { throw Error("the disk burns"); };
  EXPECT_ERROR(write_atomically(folder / "a", fail), HasSubstr("the disk burns"));
  EXPECT_EQ(read_file(folder / "a"), "1");
  EXPECT_EQ(entries(folder.path()), 1u) << "a temporary file was left";
}

TEST(Files, TemporaryFilesOfTheKilledAreRemovedAndNothingElse) {
  testing::TempFolder folder;
  folder.write(".antifaz-1.tmp", "");
  folder.write("deep/er/.antifaz-2.tmp", "");
  folder.write("deep/mine.tmp", "");
  folder.write("deep/.antifaz-3.jpg", "");
  fs::create_directories(folder / "deep/.antifaz-4.tmp");
  fs::create_symlink(folder / "deep/mine.tmp", folder / ".antifaz-5.tmp");
  EXPECT_EQ(remove_temporary_files(folder.path()), 2u);
  EXPECT_EQ(entries(folder.path()), 2u);
  EXPECT_EQ(entries(folder / "deep"), 4u);
  EXPECT_EQ(remove_temporary_files(folder / "none"), 0u);
}

TEST(Files, TemporaryNamesCannotBeForetold) {
  testing::TempFolder folder;
  std::vector<fs::path> names;
  const auto note = [&](const fs::path& file) { names.push_back(file.filename()); };
  write_atomically(folder / "a", note);
  write_atomically(folder / "a", note);
  EXPECT_NE(names[0], names[1]);
  EXPECT_EQ(names[0].string().find(std::to_string(getpid())), std::string::npos);
}

TEST(Files, WhatCannotBeWrittenIsToldBeforehand) {
  testing::TempFolder folder;
  expect_writable(folder / "a");
  EXPECT_ERROR(expect_writable(folder.path()), HasSubstr("is a folder"));
  EXPECT_ERROR(expect_writable(folder.path() / "none" / "a"), HasSubstr("there is no folder"));
}

TEST(Files, NewFoldersAreNewOrEmpty) {
  testing::TempFolder folder;
  expect_new_folder(folder.path());
  expect_new_folder(folder.path() / "deep" / "down");
  folder.write("a", "1");
  EXPECT_ERROR(expect_new_folder(folder.path()), HasSubstr("is there already"));
  EXPECT_ERROR(expect_new_folder(folder / "a"), HasSubstr("is there already"));
  EXPECT_ERROR(expect_new_folder(folder.path() / "a" / "below"), HasSubstr("can't be made"));
  EXPECT_FALSE(fs::exists(folder.path() / "deep")) << "asking must not make anything";
}

TEST(Files, AFolderToWriteIntoMayHoldSomething) {
  testing::TempFolder folder;
  folder.write("a", "1");
  expect_writable_folder(folder.path());
  expect_writable_folder(folder.path() / "deep" / "down");
  EXPECT_ERROR(expect_writable_folder(folder / "a"), HasSubstr("can't be made"));
  EXPECT_FALSE(fs::exists(folder.path() / "deep")) << "asking must not make anything";
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
