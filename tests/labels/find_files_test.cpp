#include "src/labels/find_files.hpp"

#include <gmock/gmock.h>

#include "tests/support/error_matcher.hpp"
#include "tests/support/temp_folder.hpp"

namespace antifaz {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

class FindFilesTest : public ::testing::Test {
 protected:
  LabelMatch find(const std::string& rows) {
    temp_.write("manifest.csv", "path,gender\n" + rows);
    manifest_ = read_manifest(temp_.path());
    return find_files(manifest_);
  }

  std::vector<std::string> paths() const {
    std::vector<std::string> paths;
    for (const ManifestRow& row : manifest_.rows) paths.push_back(row.path.string());
    return paths;
  }

  testing::TempFolder temp_;
  Manifest manifest_;
};

TEST_F(FindFilesTest, PathsBecomeThoseOfTheFiles) {
  for (const char* name : {"sub/b.jpg", "Zoe\xCC\x88.jpg", "c.jpg"}) temp_.write(name, "");
  const LabelMatch match = find("sub\\b.jpg,male\nZo\xC3\xAB.jpg,female\n./c.jpg ,\n");
  EXPECT_TRUE(match.complete());
  EXPECT_THAT(paths(), ElementsAre("sub/b.jpg", "Zoe\xCC\x88.jpg", "c.jpg"));
  for (const ManifestRow& row : manifest_.rows) EXPECT_TRUE(fs::exists(manifest_.file(row)));
}

TEST_F(FindFilesTest, RowsWithoutFilesAndPhotographsWithoutRowsAreNamed) {
  for (const char* name : {"a.jpg", "b.jpg", "text.txt"}) temp_.write(name, "");
  const LabelMatch match = find("a.jpg,male\nx.jpg,male\n");
  EXPECT_THAT(match.messages(), ElementsAre(HasSubstr("matches no photograph: 'x.jpg (line 3)'"),
                                            HasSubstr("no row in the labels: 'b.jpg'")));
  EXPECT_THAT(paths(), ElementsAre("a.jpg", "x.jpg"));
}

TEST_F(FindFilesTest, WhatARowNamesNeedNotLookLikeAPhotograph) {
  temp_.write("face.npy", "");
  EXPECT_TRUE(find("face.npy,male\n").complete());
}

TEST_F(FindFilesTest, WhatCanNotBeLookedAtIsAProblem) {
  fs::create_symlink("nowhere", temp_ / "link");
  find("a.jpg,male\n");
  EXPECT_THAT(manifest_.problems, ElementsAre(HasSubstr("link: is a link that leads nowhere")));
  manifest_.folder = temp_.path() / "none";
  EXPECT_ERROR(find_files(manifest_), HasSubstr("can't be listed"));
}

}  // namespace
}  // namespace antifaz
