#include "pipelines/evaluate/given_scores.hpp"

#include <gmock/gmock.h>

#include <cmath>

#include "tests/support/error_matcher.hpp"
#include "tests/support/temp_folder.hpp"

namespace antifaz {
namespace {

using ::testing::HasSubstr;

class GivenScoresTest : public ::testing::Test {
 protected:
  GivenScoresTest() {
    for (const char* name : {"a1.jpg", "a2.jpg", "b1.jpg"}) {
      ManifestRow row;
      row.path = name;
      row.subject = std::string(1, name[0]);
      manifest_.rows.push_back(row);
    }
  }
  GivenScores read(const std::string& text) {
    return read_scores(temp_.write("judge.csv", text), manifest_, subjects_of(manifest_));
  }
  testing::TempFolder temp_;
  Manifest manifest_;
};

TEST_F(GivenScoresTest, ReadsAClassifiers) {
  const GivenScores given =
      read("version,path,male\noriginal,./a1.jpg,0.75\nprotected,b1.jpg,0.25\noriginal,b1.jpg,\n");
  EXPECT_EQ(given.name, "judge");
  ASSERT_TRUE(given.male);
  EXPECT_FALSE(given.matches);
  EXPECT_EQ(given.male->originals[0], 0.75);
  EXPECT_EQ(given.male->originals[2], std::nullopt);  // no face found
  EXPECT_EQ(given.male->protecteds[2], 0.25);
  EXPECT_EQ(given.male->protecteds[0], std::nullopt);  // no row
}

TEST_F(GivenScoresTest, ReadsAMatchers) {
  const GivenScores given = read(
      "left,right,comparison,score\n"
      "a1.jpg,a2.jpg,original-original,12\n"
      "a1.jpg,b1.jpg,original-protected,-3e1\n"
      "a1.jpg,a2.jpg,protected-protected,\n");
  ASSERT_TRUE(given.matches);
  const Comparison& mated = (*given.matches)[kOriginalOriginal].at(0);
  EXPECT_TRUE(mated.same);
  EXPECT_EQ(mated.right, 1u);
  EXPECT_EQ(mated.score, 12);
  EXPECT_FALSE((*given.matches)[kOriginalProtected].at(0).same);
  EXPECT_EQ((*given.matches)[kOriginalProtected].at(0).score, -30);
  EXPECT_TRUE(std::isnan((*given.matches)[kProtectedProtected].at(0).score));
}

TEST_F(GivenScoresTest, PathsMayBeSpeltOtherwise) {
  manifest_.rows[0].path = "sub/a1.jpg";
  const GivenScores given = read("Path;Version;Male\nsub\\a1.jpg;original;0.75\n");
  EXPECT_EQ(given.male->originals[0], 0.75);
}

TEST_F(GivenScoresTest, SaysWhatIsWrongAndWhere) {
  EXPECT_ERROR(read("path,version\na1.jpg,original\n"), HasSubstr("neither a column 'male'"));
  EXPECT_ERROR(read("path,male\na1.jpg,1\n"), HasSubstr("has no column 'version'"));
  EXPECT_ERROR(read("path,version,male\na1.jpg,originals,1\n"),
               HasSubstr("line 2: version 'originals' is none of original, protected"));
  EXPECT_ERROR(read("path,version,male\na1.jpg,original,1\na1.jpg,protected,1.5\n"),
               HasSubstr("line 3: male must lie between 0 and 1"));
  EXPECT_ERROR(read("path,version,male\na1.jpg,original,x\n"), HasSubstr("'x' is no number"));
  EXPECT_ERROR(read("path,version,male\na1.jpg,original\n"), HasSubstr("a cell is missing"));
  EXPECT_ERROR(read("path,version,male\nc.jpg,original,1\n"), HasSubstr("not in the manifest"));
}

}  // namespace
}  // namespace antifaz
