#include "pipelines/selection/face_selection.hpp"

#include <gmock/gmock.h>

#include <limits>

#include "tests/support/fake_faces.hpp"

namespace antifaz {
namespace {

using ::testing::HasSubstr;

constexpr float kNoNumber = std::numeric_limits<float>::quiet_NaN();

Face face_in(const cv::Rect2f& box) {
  Face face;
  face.box = box;
  face.score = 1;
  face.landmarks = chip_template();
  for (auto& point : face.landmarks) {
    point = point * (box.width / static_cast<float>(kChipSize)) + box.tl();
  }
  return face;
}

class FaceSelectionTest : public ::testing::Test {
 protected:
  SelectedFaces select(const FaceSelection& selection) {
    return select_faces(found_, photo_, selection, &landmarks_);
  }
  cv::Mat photo_ = cv::Mat(400, 600, CV_8UC3, cv::Scalar::all(90));
  std::vector<Face> found_{face_in({200, 100, 100, 100}), face_in({0, 0, 120, 120}),
                           face_in({500, 300, 30, 30})};
  LandmarkModel landmarks_{std::filesystem::path(ANTIFAZ_SOURCE_DIR) /
                           "models/weights/landmarks5.dat"};
};

TEST_F(FaceSelectionTest, TakesAllFacesFound) {
  const SelectedFaces selected = select({});
  EXPECT_EQ(selected.faces.size(), 3u);
  EXPECT_TRUE(selected.left.empty());
  EXPECT_FALSE(selected.main_is_left);
}

/// The photograph's label is its main face's, which need not be the largest.
TEST_F(FaceSelectionTest, TheLargestAloneAndWhetherTheLabelIsItsOwn) {
  FaceSelection largest;
  largest.largest = true;
  const SelectedFaces selected = select(largest);
  ASSERT_EQ(selected.faces.size(), 1u);
  EXPECT_EQ(selected.faces[0].box, found_[1].box);
  ASSERT_EQ(selected.left.size(), 2u);
  EXPECT_EQ(selected.left[0].fate, FaceFate::kUnselected);
  EXPECT_TRUE(selected.main_is_left);
  found_.pop_back();
  std::swap(found_[0].box, found_[1].box);
  found_[1] = face_in({250, 150, 150, 150});
  EXPECT_FALSE(select(largest).main_is_left);
}

/// A doubtful find may be a hand larger than any face, or the face that is meant.
TEST_F(FaceSelectionTest, ADoubtfulFaceTakesNobodysPlace) {
  FaceSelection largest;
  largest.largest = true;
  found_[1].doubtful = true;
  SelectedFaces selected = select(largest);
  ASSERT_EQ(selected.faces.size(), 2u);
  EXPECT_EQ(selected.faces[0].box, found_[1].box);
  EXPECT_EQ(selected.faces[1].box, found_[0].box);
  found_[1].doubtful = false;
  found_[0].doubtful = true;  // smaller than a sure one
  selected = select(largest);
  ASSERT_EQ(selected.faces.size(), 1u);
  EXPECT_EQ(selected.faces[0].box, found_[1].box);
}

TEST_F(FaceSelectionTest, FacesBelowASizeStay) {
  FaceSelection large;
  large.ignore_below = 100;
  SelectedFaces selected = select(large);
  EXPECT_EQ(selected.faces.size(), 2u);
  ASSERT_EQ(selected.left.size(), 1u);
  EXPECT_EQ(selected.left[0].fate, FaceFate::kSmall);
  large.ignore_below = 500;
  selected = select(large);
  EXPECT_TRUE(selected.faces.empty());
  EXPECT_EQ(selected.left.size(), 3u);
}

TEST_F(FaceSelectionTest, BoxesTakeThePlaceOfWhatWasFound) {
  const std::vector<cv::Rect2f> boxes{{210, 95, 100, 110}, {400, 200, 60, 80}};
  FaceSelection boxed;
  boxed.boxes = &boxes;
  boxed.ignore_below = 500;  // of faces found
  found_[0].doubtful = true;
  const SelectedFaces selected = select(boxed);
  ASSERT_EQ(selected.faces.size(), 2u);
  EXPECT_EQ(selected.faces[0].box, boxes[0]);
  EXPECT_EQ(selected.faces[0].landmarks, found_[0].landmarks);
  EXPECT_FALSE(selected.faces[0].doubtful);  // the user says that it is one
  for (const cv::Point2f& point : selected.faces[1].landmarks) {
    EXPECT_TRUE(cv::Rect2f(390, 190, 80, 100).contains(point)) << point;
  }
  EXPECT_EQ(selected.left.size(), 2u);
  EXPECT_EQ(selected.left[0].fate, FaceFate::kUnselected);
}

TEST_F(FaceSelectionTest, NoBoxIsNoFaceAndOneOutsideAFault) {
  const std::vector<cv::Rect2f> none, outside{{10, 10, 50, 50}, {600, 0, 50, 50}};
  FaceSelection boxed;
  boxed.boxes = &none;
  EXPECT_TRUE(select(boxed).faces.empty());
  EXPECT_EQ(select(boxed).fault, "");
  boxed.boxes = &outside;
  EXPECT_THAT(select(boxed).fault, HasSubstr("its box 2 lies outside its 600x400 pixels"));
}

TEST_F(FaceSelectionTest, SaysWhichFacesCantBeAligned) {
  const cv::Size photo = photo_.size();
  EXPECT_EQ(alignment_fault(found_[0], photo), "");
  EXPECT_EQ(alignment_fault(face_in({-30, -30, 120, 120}), photo), "");  // over the edge
  EXPECT_THAT(alignment_fault(face_in({-110, 100, 120, 120}), photo), HasSubstr("outside the ph"));
  EXPECT_THAT(alignment_fault(face_in({100, 100, 6, 6}), photo), HasSubstr("too small"));
  Face astray = found_[0];
  astray.box = {400, 0, 50, 50};
  EXPECT_THAT(alignment_fault(astray, photo), HasSubstr("outside its box"));
  astray.landmarks[2].x = kNoNumber;
  EXPECT_THAT(alignment_fault(astray, photo), HasSubstr("no numbers"));
}

}  // namespace
}  // namespace antifaz
