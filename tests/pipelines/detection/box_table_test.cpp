#include "pipelines/detection/box_table.hpp"

#include <gmock/gmock.h>

#include <fstream>

#include "tests/support/error_matcher.hpp"
#include "tests/support/temp_folder.hpp"

namespace antifaz {
namespace {

using ::testing::HasSubstr;

class BoxTableTest : public ::testing::Test {
 protected:
  std::filesystem::path file(const std::string& name, const std::string& text) {
    std::ofstream(temp_.path() / name) << text;
    return temp_.path() / name;
  }
  testing::TempFolder temp_;
};

TEST_F(BoxTableTest, ReadsFacesTraitsAndPhotographsWithoutAFace) {
  const auto photos =
      read_box_table(file("b.csv",
                          "path,angle,x,y,width,height,ignored\n"
                          "b.jpg,90,1,2,3.5,4,\na.jpg,,,,,,\nb.jpg,15,-5,6,7,8,1\n"));
  ASSERT_EQ(photos.size(), 2u);
  EXPECT_EQ(photos[0].path, "b.jpg");
  ASSERT_EQ(photos[0].faces.size(), 2u);
  EXPECT_EQ(photos[0].faces[0].face.box, cv::Rect2f(1, 2, 3.5f, 4));
  EXPECT_FALSE(photos[0].faces[0].face.ignored);
  EXPECT_EQ(photos[0].faces[0].traits, (std::map<std::string, std::string>{{"angle", "90"}}));
  EXPECT_TRUE(photos[0].faces[1].face.ignored);
  EXPECT_TRUE(photos[1].faces.empty());
}

TEST_F(BoxTableTest, ReadsWiderFacesText) {
  const auto photos = read_box_table(file("wider.txt",
                                          "0--Parade/a.jpg\n2\n"
                                          "449 330 122 149 0 0 1 0 2 0\r\n"
                                          "361 98 263 339 0 0 0 1 0 0 \n"
                                          "0--Parade/none.jpg\n0\n0 0 0 0 0 0 0 0 0 0\n"));
  ASSERT_EQ(photos.size(), 2u);
  ASSERT_EQ(photos[0].faces.size(), 2u);
  EXPECT_EQ(photos[0].faces[0].face.box, cv::Rect2f(449, 330, 122, 149));
  EXPECT_EQ(photos[0].faces[0].traits.at("occlusion"), "2");
  EXPECT_TRUE(photos[0].faces[1].face.ignored);
  EXPECT_TRUE(photos[1].faces.empty());
}

TEST_F(BoxTableTest, NamesTheLineThatIsNone) {
  const auto refused = [&](const std::string& name, const std::string& text,
                           const std::string& why) {
    EXPECT_ERROR(read_box_table(file(name, text)), HasSubstr(why));
  };
  const std::string header = "path,x,y,width,height\n";
  refused("b.csv", header + "a.jpg,1,2,x,4\n", "line 2: 'x' is no width of a box");
  refused("b.csv", header + "a.jpg,1,2,3,-4\n", "line 2: a box has sides");
  refused("b.csv", header + "a.jpg,1,,3,4\n", "line 2: '' is no y");
  refused("b.csv", header + "a.jpg,nan,2,3,4\n", "line 2: 'nan' is no x");
  refused("b.csv", header + "a.jpg,1,2,3\n", "line 2: has 4 cells, the header has 5");
  refused("b.csv", header + ",1,2,3,4\n", "line 2: names no photograph");
  refused("b.csv", header, "names no photograph");
  refused("b.csv", "path,x,y,width\na,1,2,3\n", "has no column 'height'");
  refused("w.txt", "a.jpg\n2\n1 2 3 4 0 0 0 0 0 0\n", "ends after line 3");
  refused("w.txt", "a.jpg\nb.jpg\n", "line 2: 'b.jpg' is no number of faces");
  refused("w.txt", "a.jpg\n1\n1 2 3 4\n", "line 3: a face has ten numbers here");
}

/// A few bytes a row must not become gigabytes of traits.
TEST_F(BoxTableTest, RefusesMoreThanItsLimits) {
  std::string columns, cells;
  for (std::size_t i = 0; i <= kMostTraits; ++i) {
    columns += ",t" + std::to_string(i);
    cells += ",";
  }
  EXPECT_ERROR(read_box_table(
                   file("b.csv", "path,x,y,width,height" + columns + "\na,1,2,3,4" + cells + "\n")),
               HasSubstr("has more than 16 columns besides path"));
  std::string rows = "path,x,y,width,height\n";
  for (std::size_t i = 0; i <= kMostBoxes; ++i) rows += "a,1,1,1,1\n";
  EXPECT_ERROR(read_box_table(file("b.csv", rows)), HasSubstr("holds more than 1000000 faces"));
}

}  // namespace
}  // namespace antifaz
