#include "pipelines/detection/taught_faces.hpp"

#include <gmock/gmock.h>

#include <fstream>
#include <opencv2/imgcodecs.hpp>

#include "tests/support/error_matcher.hpp"
#include "tests/support/impatient.hpp"
#include "tests/support/temp_folder.hpp"

namespace antifaz {
namespace {

using ::testing::HasSubstr;

/// Sees a face at the brightest pixel, as sure as that is bright, `moved` further right in every
/// picture.
class BrightestPixel : public FaceDetector {
 public:
  std::string name() const override { return "brightest"; }
  std::vector<Face> detect(const cv::Mat& bgr) override {
    ++looks;
    cv::Point at;
    double value;
    cv::minMaxLoc(bgr.reshape(1), nullptr, &value, nullptr, &at);
    const cv::Point2f p(static_cast<float>(at.x / 3) + moved, static_cast<float>(at.y));
    Face face;
    face.score = value / 255;
    face.box = {p.x - 20.5f, p.y - 20.5f, 41, 41};
    const cv::Point2f right(10, 0), down(0, 10);
    face.landmarks = {p - right - down, p + right - down, p, p - right + down, p + right + down};
    return std::vector<Face>(static_cast<std::size_t>(faces), face);
  }

  int looks = 0, faces = 1;
  float moved = 0;
};

class TaughtFacesTest : public ::testing::Test {
 protected:
  TaughtFacesTest() {
    for (int i = 0; i < 3; ++i) {
      cv::Mat image = cv::Mat::zeros(80, 100, CV_8UC3);
      image.at<cv::Vec3b>(30, 40 + i) = cv::Vec3b::all(static_cast<uchar>(i == 1 ? 100 : 250));
      cv::imwrite((temp_.path() / (std::to_string(i) + ".png")).string(), image);
    }
    manifest_ = list_folder(temp_.path());
  }

  testing::TempFolder temp_, other_;
  Manifest manifest_;
  Observer observer_;
  BrightestPixel teacher_;
};

TEST_F(TaughtFacesTest, LeavesOutWhereTheTeacherIsNotSure) {
  const auto faces = ask_teacher(manifest_, teacher_, observer_);
  ASSERT_EQ(faces.size(), 2u);  // the second pixel is dim
  EXPECT_EQ(faces[1].file.filename(), "2.png");
  EXPECT_NEAR(faces[1].face.landmarks[2].x, 42, 0.01);
  EXPECT_NEAR(faces[1].face.landmarks[2].y, 30, 0.01);
  EXPECT_LT(faces[1].face.landmarks[0].x, faces[1].face.landmarks[1].x);
  EXPECT_NEAR(faces[1].face.box.x, 21.5, 0.01);
  EXPECT_NEAR(faces[1].face.box.width, 41, 0.01);
}

TEST_F(TaughtFacesTest, TakesOneLookWhereAMirrorsIsElsewhere) {
  teacher_.moved = 2;
  const auto faces = ask_teacher(manifest_, teacher_, observer_);
  ASSERT_EQ(faces.size(), 2u);
  EXPECT_NEAR(faces[0].face.landmarks[2].x, 42, 0.01);  // not the mean, 40
}

TEST_F(TaughtFacesTest, LeavesOutCropsOfTwoPeople) {
  teacher_.faces = 2;
  EXPECT_TRUE(ask_teacher(manifest_, teacher_, observer_).empty());
}

TEST_F(TaughtFacesTest, AsksOnce) {
  const auto cache = other_.path() / "labels.csv";
  const auto first = taught_faces(manifest_, teacher_, cache, observer_);
  const int looks = teacher_.looks;
  const auto again = taught_faces(manifest_, teacher_, cache, observer_);
  EXPECT_EQ(teacher_.looks, looks);
  ASSERT_EQ(again.size(), first.size());
  EXPECT_EQ(again[1].file, first[1].file);
  EXPECT_EQ(again[1].face.box, first[1].face.box);
  EXPECT_EQ(again[1].face.landmarks, first[1].face.landmarks);
}

TEST_F(TaughtFacesTest, RefusesLabelsOfOtherImagesAndDamagedOnes) {
  const auto cache = other_.path() / "labels.csv";
  const std::string header = "path,x,y,width,height,score,points\n";
  std::ofstream(cache) << header << "z.png,1,2,3,4,0.9,1 2 3 4 5 6 7 8 9 10\n";
  EXPECT_ERROR(taught_faces(manifest_, teacher_, cache, observer_),
               HasSubstr("line 2 names z.png"));
  std::ofstream(cache) << header << "0.png,1,2,3,4,0.9,1 2 3 4 5 6 7 8 9\n";
  EXPECT_ERROR(taught_faces(manifest_, teacher_, cache, observer_),
               HasSubstr("line 2 is no face of the teacher's"));
}

TEST_F(TaughtFacesTest, StopsBetweenTwoImages) {
  testing::Impatient impatient;
  EXPECT_THROW(ask_teacher(manifest_, teacher_, impatient), Stopped);
}

}  // namespace
}  // namespace antifaz
