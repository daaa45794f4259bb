#include "pipelines/anonymize/photo_walk.hpp"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tests/support/error_matcher.hpp"
#include "tests/support/temp_folder.hpp"

namespace antifaz {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

class PhotoWalkTest : public ::testing::Test {
 protected:
  PhotoWalkTest() {
    for (const char* name : {"b.JPG", "a/x.png", "a/b/y.tiff", "notes.txt", "a/data.csv"}) {
      temp_.write(name, "");
    }
  }

  /// "path" of a photograph, "path: fault" of what could not be looked at.
  std::vector<std::string> walked() const {
    std::vector<std::string> lines;
    for (const auto& [path, fault] : walk_photos(temp_.path()).entries) {
      lines.push_back(path.generic_string() + (fault.empty() ? "" : ": " + fault));
    }
    return lines;
  }

  testing::TempFolder temp_;
};

TEST_F(PhotoWalkTest, FindsPhotographsSortedAndCountsTheRest) {
  EXPECT_THAT(walked(), ElementsAre("a/b/y.tiff", "a/x.png", "b.JPG"));
  EXPECT_EQ(walk_photos(temp_.path()).not_images, 2u);
  EXPECT_ERROR(walk_photos(temp_.path() / "none"), HasSubstr("none: can't be listed"));
}

TEST_F(PhotoWalkTest, LinksThatLeadNowhereOrInCirclesAreNamed) {
  fs::create_symlink("nowhere", temp_ / "a/dangling");
  fs::create_symlink("second.jpg", temp_ / "a/first.jpg");
  fs::create_symlink("first.jpg", temp_ / "a/second.jpg");
  fs::create_directory_symlink("..", temp_ / "a/up");
  fs::create_symlink("x.png", temp_ / "a/file.png");  // to a file: a photograph like others
  EXPECT_THAT(walked(),
              ElementsAre("a/b/y.tiff", HasSubstr("a/dangling: is a link that leads nowhere"),
                          "a/file.png", HasSubstr("a/first.jpg: is a link that leads nowhere"),
                          HasSubstr("a/second.jpg: is a link that leads nowhere"),
                          HasSubstr("a/up: is a link to a folder"), "a/x.png", "b.JPG"));
}

/// Too deep for a path: listing it fails for root as well.
TEST_F(PhotoWalkTest, AFolderThatCanNotBeListedIsNamedAndTheOthersGoOn) {
  const std::string name(250, 'd');
  int folder = open(temp_.path().c_str(), O_DIRECTORY | O_RDONLY);
  for (int depth = 0; depth < 20; ++depth) {
    ASSERT_EQ(mkdirat(folder, name.c_str(), 0777), 0);
    const int below = openat(folder, name.c_str(), O_DIRECTORY | O_RDONLY);
    close(folder);
    folder = below;
  }
  close(folder);
  const std::vector<std::string> lines = walked();
  EXPECT_THAT(lines, ElementsAre("a/b/y.tiff", "a/x.png", "b.JPG", HasSubstr("can't be listed")));
  EXPECT_EQ(lines.back().find('\n'), std::string::npos);
}

TEST_F(PhotoWalkTest, ALockedFolderIsNamed) {
  if (geteuid() == 0) GTEST_SKIP() << "root reads everything";
  fs::permissions(temp_.path() / "a/b", fs::perms::none);
  EXPECT_THAT(walked(), ElementsAre(HasSubstr("a/b: can't be listed"), "a/x.png", "b.JPG"));
  fs::permissions(temp_.path() / "a/b", fs::perms::owner_all);
}

}  // namespace
}  // namespace antifaz
