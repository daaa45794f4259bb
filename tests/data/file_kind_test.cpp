#include "src/data/file_kind.hpp"

#include <gmock/gmock.h>
#include <sys/stat.h>

#include "tests/support/temp_folder.hpp"

namespace antifaz {
namespace {

using ::testing::HasSubstr;

const std::string kJpeg = "\xFF\xD8\xFF\xE0 and more";
const std::string kTiff("II*\0 and more", 13);

/// "photograph", "fault: ..." or the kind of what is none.
std::string kind(const std::string& name, const std::string& bytes = "") {
  testing::TempFolder folder;
  const FileKind kind = kind_of_file(folder.write(name, bytes));
  if (kind.photograph) return "photograph";
  return kind.fault.empty() ? kind.left_out : "fault: " + kind.fault;
}

TEST(FileKind, PhotographsByName) {
  for (const char* name : {"a.jpg", "A.JPEG", "a.jfif", "IMG_1.HEIC", "a.webp", "a.mpo", "a.gif"}) {
    EXPECT_EQ(kind(name), "photograph") << name;
  }
}

TEST(FileKind, PhotographsByContentWhateverTheirName) {
  for (const char* name : {"photo", "photo.dat", "notes.txt", "._a.jpg", "a.thm", "Thumbs.db"}) {
    EXPECT_EQ(kind(name, kJpeg), "photograph") << name;
  }
  EXPECT_EQ(kind("scan", kTiff), "photograph");
  EXPECT_EQ(kind("x", std::string("BM\0\0\0\0\0\0\0\0\0\0\0\0\x28\0\0\0", 18)), "photograph");
}

TEST(FileKind, FormatsThatAreNotReadAreFaultsByName) {
  for (const char* name : {"a.CR2", "a.nef", "a.dng", "a.jxl", "a.psd"}) {
    EXPECT_THAT(kind(name, kTiff), HasSubstr("fault: is in a format that is not read (.")) << name;
  }
  EXPECT_THAT(kind("a.newraw", kTiff), HasSubstr("fault: begins like a TIFF"));
}

TEST(FileKind, CompanionsAreCountedByKind) {
  EXPECT_EQ(kind("._a.jpg", std::string("\0\x05\x16\x07 Mac OS X", 13)), "AppleDouble files (._*)");
  EXPECT_EQ(kind("._a.CR2"), "AppleDouble files (._*)");
  for (const char* name : {".DS_Store", "Thumbs.db", "desktop.ini", "Desktop.ini"}) {
    EXPECT_EQ(kind(name, "x"), "files of the desktop (.DS_Store, Thumbs.db, ...)") << name;
  }
  for (const char* name : {"a.xmp", "a.jpg.xmp", "IMG_1.AAE"}) {
    EXPECT_EQ(kind(name, "<x"), "sidecars (.xmp, .aae, ...)") << name;
  }
  EXPECT_EQ(kind("notes.TXT", "BMW and other cars"), "text files");
  EXPECT_EQ(kind("IMG_1.MOV", "x"), "videos");
  EXPECT_EQ(kind("a.zip", "PK"), "other files");
  EXPECT_EQ(kind("none"), "other files");
}

TEST(FileKind, PipesAreNeverOpened) {
  testing::TempFolder folder;
  for (const char* name : {"a.jpg", "pipe"}) ASSERT_EQ(mkfifo((folder / name).c_str(), 0600), 0);
  EXPECT_THAT(kind_of_file(folder / "a.jpg").fault, HasSubstr("is a pipe"));
  EXPECT_EQ(kind_of_file(folder / "pipe").left_out, "other files");
}

TEST(FileKind, WhatCanNotBeReadMayBeAPhotograph) {
  testing::TempFolder folder;
  EXPECT_THAT(kind_of_file(folder / "gone").fault,
              HasSubstr("may be a photograph but can't be read"));
  EXPECT_EQ(kind_of_file(folder / "gone.txt").left_out, "text files");
}

TEST(FileKind, FoldersOfCopies) {
  EXPECT_NE(kind_of_copies_folder("@eaDir"), "");
  EXPECT_EQ(kind_of_copies_folder("album"), "");
}

}  // namespace
}  // namespace antifaz
