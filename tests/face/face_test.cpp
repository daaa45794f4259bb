#include "src/face/face.hpp"

#include <gtest/gtest.h>

namespace antifaz {
namespace {

Face with_box(float x, float y, float side) {
  Face face;
  face.box = cv::Rect2f(x, y, side, side);
  return face;
}

TEST(MainFace, PrefersTheLargeOne) {
  EXPECT_EQ(main_face({with_box(80, 80, 20), with_box(40, 60, 90)}, {200, 200}), 1u);
}

TEST(MainFace, PrefersTheMiddleAmongEquals) {
  EXPECT_EQ(main_face({with_box(75, 75, 50), with_box(0, 0, 50)}, {200, 200}), 0u);
  EXPECT_EQ(main_face({with_box(150, 0, 50), with_box(75, 75, 50)}, {200, 200}), 1u);
}

TEST(MainFace, ALargerFaceInTheCornerLosesToThePortrait) {
  EXPECT_EQ(main_face({with_box(-10, -10, 80), with_box(70, 70, 70)}, {200, 200}), 1u);
}

TEST(MainFace, IsASureOneWhereThereIsOne) {
  Face doubtful = with_box(40, 60, 90);
  doubtful.doubtful = true;
  EXPECT_EQ(main_face({doubtful, with_box(80, 80, 20)}, {200, 200}), 1u);
  EXPECT_EQ(main_face({with_box(0, 0, 5), doubtful}, {200, 200}), 0u);
  EXPECT_EQ(main_face({doubtful}, {200, 200}), 0u);
  EXPECT_EQ(sure_faces({doubtful, with_box(80, 80, 20), doubtful}).size(), 1u);
}

}  // namespace
}  // namespace antifaz
