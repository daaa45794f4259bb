#include "pipelines/examined_photo.hpp"

#include <gmock/gmock.h>

#include "src/images/image_io.hpp"
#include "tests/support/fake_faces.hpp"
#include "tests/support/temp_folder.hpp"

namespace antifaz {
namespace {

using testing::drawn_photo;
using testing::FakeDetector;
using ::testing::HasSubstr;

class ExaminedPhotoTest : public ::testing::Test {
 protected:
  ExaminedPhoto examined(const cv::Mat& photo) {
    write_photo(photo, temp_ / "a.png");
    return examine(temp_ / "a.png", detector_);
  }

  testing::TempFolder temp_;
  FakeDetector detector_;
};

TEST_F(ExaminedPhotoTest, HoldsThePhotographAndItsFaces) {
  const ExaminedPhoto seen = examined(drawn_photo({true, false, true}, 100, CV_16U));
  EXPECT_EQ(seen.fault, "");
  EXPECT_EQ(seen.faces.size(), 2u);
  EXPECT_EQ(seen.bgr.type(), CV_8UC3);
}

TEST_F(ExaminedPhotoTest, FacesTakeMemoryAsPixelsDo) {
  const std::size_t empty = examined(drawn_photo({false, false})).bytes();
  EXPECT_GE(empty, std::size_t{3 * 2 * testing::kCell * testing::kCell});
  EXPECT_EQ(examined(drawn_photo({true, true})).bytes(), empty + 2 * kFaceBytes);
  EXPECT_LT(128 * kFaceBytes, 2 * kBatchBytes) << "a crowd ends a batch";
}

TEST_F(ExaminedPhotoTest, WhatIsWrongWithAFileIsOneLine) {
  const ExaminedPhoto fell = examined(drawn_photo({true}, 0));
  EXPECT_EQ(fell.fault, "can't be searched for faces: the detector fell over");
  EXPECT_TRUE(fell.faces.empty());
  EXPECT_THAT(examine(temp_.path() / "none.jpg", detector_).fault, HasSubstr("can't be read"));
  EXPECT_THAT(examine(temp_.write("empty.jpg", ""), detector_).fault, HasSubstr("empty"));
}

/// Whoever reads the list must see what was not done.
TEST_F(ExaminedPhotoTest, WhatCouldNotBeSearchedSaysForWhichFaces) {
  detector_.smallest = 20;
  EXPECT_EQ(examined(drawn_photo({true}, 0)).fault,
            "can't be searched for faces of 20 pixels and more: the detector fell over");
  EXPECT_EQ(examined(drawn_photo({true})).smallest_face, 20);
}

TEST(OneLine, IsAnExceptionsFirst) {
  EXPECT_EQ(one_line(std::runtime_error("what\nwhere\n")), "what");
  EXPECT_EQ(one_line(std::runtime_error("")), "");
}

}  // namespace
}  // namespace antifaz
