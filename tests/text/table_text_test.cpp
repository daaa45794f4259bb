#include "src/text/table_text.hpp"

#include <gmock/gmock.h>

#include "src/text/table_limits.hpp"
#include "tests/support/error_matcher.hpp"
#include "tests/support/temp_folder.hpp"

namespace antifaz {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

std::string read(const std::string& bytes) {
  testing::TempFolder folder;
  return read_table_text(folder.write("t.csv", bytes));
}

/// ASCII as UTF-16, with its mark.
std::string utf16(const std::string& text, bool little) {
  std::string bytes = little ? "\xFF\xFE" : "\xFE\xFF";
  for (const char letter : text) {
    bytes += little ? std::string{letter, '\0'} : std::string{'\0', letter};
  }
  return bytes;
}

TEST(TableText, MarksAreDroppedAndUtf16BecomesUtf8) {
  EXPECT_EQ(read("path\n"), "path\n");
  EXPECT_EQ(read("\xEF\xBB\xBFpath\n"), "path\n");
  for (const bool little : {true, false}) EXPECT_EQ(read(utf16("a\tb\r\n", little)), "a\tb\r\n");
  EXPECT_EQ(read(utf16("", true)), "");
  EXPECT_EQ(read(utf16("x", true) + std::string("\xEB\0\x3D\xD8\x42\xDE", 6)),
            "x\xC3\xAB\xF0\x9F\x99\x82");
}

TEST(TableText, OtherBytesStay) {
  EXPECT_EQ(read("Zo\xEB.jpg\n"), "Zo\xEB.jpg\n");
  EXPECT_EQ(read(""), "");
  EXPECT_EQ(read("\xFF"), "\xFF");
}

TEST(TableText, WhatIsNoTableIsSaidToBeWhatItIs) {
  EXPECT_ERROR(read(std::string("\xFF\xFE\0\0p\0\0\0", 8)), HasSubstr("t.csv: is UTF-32"));
  EXPECT_ERROR(read("PK\x03\x04 and more"), HasSubstr("is a workbook (.xlsx, .ods)"));
  EXPECT_ERROR(read("\xD0\xCF\x11\xE0 and more"), HasSubstr("is a workbook (.xls)"));
  EXPECT_ERROR(read("\x1F\x8B and more"), HasSubstr("gzip"));
}

TEST(TableText, DamagedUtf16IsRefused) {
  const std::string good = utf16("path\n", true);
  EXPECT_ERROR(read(good + "x"), HasSubstr("UTF-16 that is damaged"));
  EXPECT_ERROR(read(good + std::string("\x00\xDC", 2)), HasSubstr("UTF-16 that is damaged"));
  EXPECT_ERROR(read(good.substr(2)), HasSubstr("UTF-16 without its mark"));
}

TEST(TableText, NulBytesAreNamedByLine) {
  EXPECT_ERROR(read(std::string("path\nx.jpg\0y\n", 13)), HasSubstr("t.csv: line 2: holds a NUL"));
  EXPECT_ERROR(read(utf16(std::string("path\nx\0y\n", 9), true)), HasSubstr("line 2: holds a NUL"));
}

/// A file of zeros that takes no room on the disk.
TEST(TableText, FilesBeyondTheLimitAreNotRead) {
  testing::TempFolder folder;
  const auto file = folder.write("t.csv", "path\n");
  std::filesystem::resize_file(file, table_limits::kFileBytes + 1);
  EXPECT_ERROR(read_table_text(file), AllOf(HasSubstr("t.csv: has 512 MiB"), HasSubstr("split")));
  EXPECT_ERROR(read_table_text(folder / "none"), HasSubstr("none: can't be read"));
  EXPECT_ERROR(read_table_text(folder.path()), HasSubstr("can't be read"));
}

}  // namespace
}  // namespace antifaz
