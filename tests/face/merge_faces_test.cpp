#include "src/face/merge_faces.hpp"

#include <gmock/gmock.h>

namespace antifaz {
namespace {

Face face_at(float x, float y, double score, float side = 100) {
  Face face;
  face.box = {x, y, side, side};
  face.score = score;
  for (cv::Point2f& point : face.landmarks) point = {x + side / 2, y + side / 2};
  return face;
}

TEST(MergeFaces, TakesTheWeightedMeanOfOneFacesCandidates) {
  const std::vector<Face> faces =
      merge_faces({face_at(10, 0, 0.3), face_at(0, 0, 0.9), face_at(300, 0, 0.5)});
  ASSERT_EQ(faces.size(), 2u);
  EXPECT_DOUBLE_EQ(faces[0].score, 0.9);
  EXPECT_FLOAT_EQ(faces[0].box.x, 2.5f);
  EXPECT_FLOAT_EQ(faces[0].landmarks[3].x, 52.5f);
  EXPECT_EQ(faces[1].box, cv::Rect2f(300, 0, 100, 100));
}

TEST(MergeFaces, ABadFitHasNoSayButIsNoSecondFace) {
  const std::vector<Face> faces = merge_faces({face_at(0, 0, 0.9), face_at(40, 0, 0.8)});
  ASSERT_EQ(faces.size(), 1u);
  EXPECT_EQ(faces[0].box, cv::Rect2f(0, 0, 100, 100));
}

TEST(MergeFaces, FacesThatHardlyOverlapStayTwo) {
  EXPECT_EQ(merge_faces({face_at(0, 0, 0.9), face_at(60, 0, 0.8)}).size(), 2u);
  EXPECT_TRUE(merge_faces({}).empty());
}

TEST(MergeFaces, OverlapIsCommonOverJointArea) {
  EXPECT_DOUBLE_EQ(overlap({0, 0, 10, 10}, {5, 0, 10, 10}), 50. / 150);
  EXPECT_EQ(overlap({0, 0, 10, 10}, {20, 0, 10, 10}), 0);
  EXPECT_EQ(overlap({0, 0, 0, 0}, {0, 0, 0, 0}), 0);
}

}  // namespace
}  // namespace antifaz
