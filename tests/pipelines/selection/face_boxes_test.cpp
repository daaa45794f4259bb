#include "pipelines/selection/face_boxes.hpp"

#include <gmock/gmock.h>

#include "tests/support/error_matcher.hpp"
#include "tests/support/temp_folder.hpp"

namespace antifaz {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class FaceBoxesTest : public ::testing::Test {
 protected:
  FaceBoxes read(const std::string& text) { return FaceBoxes::read(temp_.write("b.csv", text)); }
  FileToLabel file(const std::string& name) const { return {temp_.path() / "in" / name, name}; }
  testing::TempFolder temp_;
};

TEST_F(FaceBoxesTest, ReadsARowAFaceAsSpreadsheetsWriteThem) {
  FaceBoxes boxes =
      read(" Path;X;y;Width;HEIGHT\nsub\\a.jpg;1;2;30;40\nb.jpg;;;;\n./sub/a.jpg; 5.5 ;-6;7;8\n");
  EXPECT_THAT(boxes.match({file("sub/a.jpg"), file("b.jpg"), file("c.jpg")}), IsEmpty());
  ASSERT_TRUE(boxes.of(file("sub/a.jpg").file));
  EXPECT_THAT(*boxes.of(file("sub/a.jpg").file),
              ElementsAre(cv::Rect2f(1, 2, 30, 40), cv::Rect2f(5.5f, -6, 7, 8)));
  ASSERT_TRUE(boxes.of(file("b.jpg").file));
  EXPECT_THAT(*boxes.of(file("b.jpg").file), IsEmpty());
  EXPECT_FALSE(boxes.of(file("c.jpg").file));
}

TEST_F(FaceBoxesTest, TwoBoxesOfOneFaceAreRefused) {
  const std::string one = "path,x,y,width,height\na.jpg,10,10,50,50\n";
  for (const char* other : {"a.jpg,10,10,50,50\n", "./a.jpg,15,5,50,50\n"}) {
    EXPECT_ERROR(read(one + other), AllOf(HasSubstr("line 3"), HasSubstr("are one face")));
  }
  read(one + "a.jpg,50,10,50,50\nb.jpg,10,10,50,50\n");
}

TEST_F(FaceBoxesTest, NamesThatMatchNothingAreTold) {
  FaceBoxes boxes = read("path,x,y,width,height\na.jpg,1,2,3,4\nlost.jpg,1,2,3,4\n");
  EXPECT_THAT(boxes.match({file("a.jpg")}),
              ElementsAre(AllOf(HasSubstr("1 of the named"), HasSubstr("lost.jpg (line 3)"))));
  EXPECT_ERROR(boxes.match({file("z.jpg")}), HasSubstr("name none of the photographs"));
}

TEST_F(FaceBoxesTest, RefusesWhatIsNoBoxByLine) {
  EXPECT_ERROR(read("path,x,y,width\na.jpg,1,2,3\n"), HasSubstr("no column 'height'"));
  for (const char* row :
       {"a.jpg,1,2,3", "a.jpg,1,2,x,4", "a.jpg,1,2,3,", "a.jpg,1,2,0,4", "a.jpg,1,2,3,-4",
        "a.jpg,nan,2,3,4", "a.jpg,1e9,2,3,4", ",1,2,3,4", "a.jpg,1,2,3,4px"}) {
    EXPECT_ERROR(read(std::string("path,x,y,width,height\nok.jpg,1,2,3,4\n") + row + "\n"),
                 HasSubstr("3"))
        << row;
  }
  EXPECT_ERROR(read("path,x,y,width,height\na.jpg,1,2,3,4\na.jpg,,,,\n"), HasSubstr("both"));
  EXPECT_ERROR(read("path,x,y,width,height\na.jpg,,,,\na.jpg,1,2,3,4\n"), HasSubstr("both"));
}

TEST_F(FaceBoxesTest, TheHashIsTheContents) {
  const std::string one = read("path,x,y,width,height\na.jpg,1,2,3,4\n").hash();
  EXPECT_NE(one, read("path,x,y,width,height\na.jpg,1,2,3,5\n").hash());
}

}  // namespace
}  // namespace antifaz
