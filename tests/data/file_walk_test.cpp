#include "src/data/file_walk.hpp"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fstream>

#include "tests/support/error_matcher.hpp"
#include "tests/support/shared_data.hpp"
#include "tests/support/temp_folder.hpp"

namespace antifaz {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Pair;

struct Walked {
  std::vector<std::string> lines;  ///< "path" of a photograph, "path: fault" of others
  WalkCounts counts;
};

Walked walk(const fs::path& folder) {
  Walked walked;
  walked.counts = walk_files(folder, [&](const WalkedFile& file) {
    walked.lines.push_back(file.path.generic_string() +
                           (file.fault.empty() ? "" : ": " + file.fault));
  });
  return walked;
}

class FileWalkTest : public ::testing::Test {
 protected:
  FileWalkTest() {
    for (const char* name : {"b.JPG", "a/x.png", "a/b/y.tiff", "a.jpg", "notes.txt", "a/data.csv",
                             "a/@eaDir/x.png/thumb.jpg"}) {
      temp_.write(name, "");
    }
  }

  testing::TempFolder temp_;
};

TEST_F(FileWalkTest, TellsPhotographsInOrderAndCountsTheRestByKind) {
  const Walked walked = walk(temp_.path());
  EXPECT_THAT(walked.lines, ElementsAre("a/b/y.tiff", "a/x.png", "a.jpg", "b.JPG"));
  EXPECT_EQ(walked.counts.photographs, 4u);
  EXPECT_EQ(walked.counts.faults, 0u);
  EXPECT_THAT(walked.counts.left_out,
              ElementsAre(Pair("text files", 2u), Pair("thumbnail folders (@eaDir)", 1u)));
  EXPECT_EQ(walked.counts.all_left_out(), 3u);
  EXPECT_ERROR(walk(temp_.path() / "none"), HasSubstr("none: can't be listed"));
}

TEST_F(FileWalkTest, LinksThatLeadNowhereInCirclesOrToFoldersAreNamed) {
  fs::create_symlink("nowhere", temp_ / "a/dangling");
  fs::create_symlink("second.jpg", temp_ / "a/first.jpg");
  fs::create_symlink("first.jpg", temp_ / "a/second.jpg");
  fs::create_directory_symlink("..", temp_ / "a/up");
  fs::create_symlink("x.png", temp_ / "a/file.png");  // to a file: a photograph like others
  const Walked walked = walk(temp_.path());
  EXPECT_THAT(walked.lines,
              ElementsAre("a/b/y.tiff", HasSubstr("a/dangling: is a link that leads nowhere"),
                          "a/file.png", HasSubstr("a/first.jpg: is a link that leads nowhere"),
                          HasSubstr("a/second.jpg: is a link that leads nowhere"),
                          HasSubstr("a/up: is a link to a folder"), "a/x.png", "a.jpg", "b.JPG"));
  EXPECT_EQ(walked.counts.faults, 4u);
}

/// Too deep for a path: listing it fails for root as well.
TEST_F(FileWalkTest, AFolderThatCanNotBeListedIsNamedAndTheOthersGoOn) {
  const std::string name(250, 'd');
  int folder = open(temp_.path().c_str(), O_DIRECTORY | O_RDONLY);
  for (int depth = 0; depth < 20; ++depth) {
    ASSERT_EQ(mkdirat(folder, name.c_str(), 0777), 0);
    const int below = openat(folder, name.c_str(), O_DIRECTORY | O_RDONLY);
    close(folder);
    folder = below;
  }
  close(folder);
  EXPECT_THAT(walk(temp_.path()).lines, ElementsAre("a/b/y.tiff", "a/x.png", "a.jpg", "b.JPG",
                                                    HasSubstr("ddd: can't be listed")));
}

TEST_F(FileWalkTest, ALockedFolderIsNamed) {
  if (geteuid() == 0) GTEST_SKIP() << "root reads everything";
  fs::permissions(temp_.path() / "a/b", fs::perms::none);
  EXPECT_THAT(walk(temp_.path()).lines,
              ElementsAre(HasSubstr("a/b: can't be listed"), "a/x.png", "a.jpg", "b.JPG"));
  fs::permissions(temp_.path() / "a/b", fs::perms::owner_all);
}

TEST_F(FileWalkTest, WhatTheVisitorThrowsEndsTheWalk) {
  int told = 0;
  EXPECT_THROW(walk_files(temp_.path(),
                          [&](const WalkedFile&) {
                            ++told;
                            throw std::runtime_error("enough");
                          }),
               std::runtime_error);
  EXPECT_EQ(told, 1);
}

#if defined(__SANITIZE_ADDRESS__)
constexpr bool kSanitized = true;
#elif defined(__has_feature)
constexpr bool kSanitized = __has_feature(address_sanitizer);
#else
constexpr bool kSanitized = false;
#endif

/// Peak memory of the process in KiB: it may be there from before, so that little is shown by it
/// alone, but never too little.
long peak_memory() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss;
}

TEST_F(FileWalkTest, TakesManyFilesInLittleMemory) {
  constexpr std::size_t kFolders = 40, kEach = 500;
  for (std::size_t folder = 0; folder < kFolders; ++folder) {
    const fs::path below = temp_.path() / "many" / std::to_string(folder);
    fs::create_directories(below);
    for (std::size_t i = 0; i < kEach; ++i) std::ofstream(below / (std::to_string(i) + ".jpg"));
  }
  const long before = peak_memory();
  const WalkCounts counts = walk_files(temp_.path() / "many", [](const WalkedFile&) {});
  EXPECT_EQ(counts.photographs, kFolders * kEach);
  if (!kSanitized) EXPECT_LT(peak_memory() - before, 8 * 1024);
}

/// Its link is a file here, as it is where a copy knows no links: made again as one.
TEST(SharedTree, EveryPhotographIsTold) {
  ANTIFAZ_REQUIRE_SHARED("data/cases/tree/in");
  testing::TempFolder temp;
  fs::copy(shared_path("data/cases/tree"), temp.path(), fs::copy_options::recursive);
  fs::permissions(temp.path() / "in", fs::perms::owner_all);
  fs::remove(temp.path() / "in/album");
  fs::create_directory_symlink("../elsewhere", temp.path() / "in/album");
  const Walked walked = walk(temp.path() / "in");
  EXPECT_THAT(walked.lines, ElementsAre("IMG_1.HEIC", "a.jpg",
                                        HasSubstr("album: is a link to a folder"), "photo.jfif"));
  EXPECT_THAT(walked.counts.left_out, ElementsAre(Pair("AppleDouble files (._*)", 1u)));
}

}  // namespace
}  // namespace antifaz
