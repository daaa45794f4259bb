#include "models/landmarks/landmark_finder.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>
#include <opencv2/imgcodecs.hpp>

#include "src/data/manifest.hpp"
#include "tests/models/landmarks/landmark_networks.hpp"
#include "tests/support/error_matcher.hpp"
#include "tests/support/shared_data.hpp"
#include "tests/support/temp_folder.hpp"

namespace antifaz {
namespace {

using ::testing::HasSubstr;

/// A face as the template has it, turned clockwise, in a box of its own size.
Face turned_face(double degrees, double scale, cv::Point2d to) {
  const double c = std::cos(degrees * CV_PI / 180), s = std::sin(degrees * CV_PI / 180);
  Face face;
  cv::Point2f middle;
  face.landmarks = chip_template();
  for (cv::Point2f& p : face.landmarks) {
    p = cv::Point2d(scale * (c * p.x - s * p.y), scale * (s * p.x + c * p.y)) + to;
    middle += p / 5;
  }
  const auto half = static_cast<float>(45 * scale);
  face.box = {middle.x - half, middle.y - half, 2 * half, 2 * half};
  face.score = 0.7;
  return face;
}

/// Finds what it was given.
class Given : public FaceDetector {
 public:
  explicit Given(std::vector<Face> faces) : faces_(std::move(faces)) {}
  std::string name() const override { return "given"; }
  std::vector<Face> detect(const cv::Mat&) override { return faces_; }

 private:
  std::vector<Face> faces_;
};

class LandmarkFinderTest : public ::testing::Test {
 protected:
  testing::TempFolder temp_;
  const std::filesystem::path weights_ = temp_.path() / "landmarks.safetensors";
  const cv::Mat photo_{400, 500, CV_8UC3, cv::Scalar(40, 90, 120)};
};

TEST_F(LandmarkFinderTest, PointsAreThePersonsAtAnyTurn) {
  testing::write_landmark_net(weights_);
  const LandmarkFinder finder(weights_);
  for (const double degrees : {0., 33., 90., 180., -120.}) {
    const Face face = turned_face(degrees, 1.3, {220, 200});
    const FacePoints points = finder.find(photo_, {face}).at(0);
    const double eyes = cv::norm(face.landmarks[0] - face.landmarks[1]);
    for (std::size_t i = 0; i < 5; ++i) {
      EXPECT_LT(cv::norm(points.landmarks[i] - face.landmarks[i]), 0.02 * eyes) << degrees;
    }
    // The shape's line runs as the eyes do.
    const cv::Point2f line = points.shape[67] - points.shape[0];
    const cv::Point2f across = face.landmarks[1] - face.landmarks[0];
    EXPECT_NEAR(line.dot(across) / cv::norm(line) / eyes, 1, 1e-3) << degrees;
  }
}

TEST_F(LandmarkFinderTest, ADecoratedDetectorKeepsFacesBoxesAndScores) {
  testing::write_landmark_net(weights_);
  std::vector<Face> faces;
  for (int i = 0; i < 40; ++i) faces.push_back(turned_face(9. * i, 0.2 + 0.05 * i, {200, 150}));
  faces.push_back({{-50, 380, 60, 60}, 0.3, {}});  // over two edges, with no points to speak of
  faces.push_back({{5, 5, 0, 0}, 0.2, {}});
  const auto detector = make_refining_detector(std::make_unique<Given>(faces), weights_);
  EXPECT_EQ(detector->name(), "given+landmarks");
  const std::vector<Face> refined = detector->detect(photo_);
  ASSERT_EQ(refined.size(), faces.size());
  for (std::size_t i = 0; i < faces.size(); ++i) {
    EXPECT_EQ(refined[i].box, faces[i].box);
    EXPECT_EQ(refined[i].score, faces[i].score);
  }
  EXPECT_NE(refined[0].landmarks, faces[0].landmarks);
  EXPECT_NE(refined[40].landmarks, faces[40].landmarks);
  EXPECT_TRUE(make_refining_detector(std::make_unique<Given>(std::vector<Face>()), weights_)
                  ->detect(cv::Mat(1, 1, CV_8UC3))
                  .empty());
}

TEST_F(LandmarkFinderTest, PointsThatDontFitTheBoxAreNotTaken) {
  testing::write_landmark_net(weights_, 3);
  const Face face = turned_face(20, 1, {200, 150});
  const auto refined =
      make_refining_detector(std::make_unique<Given>(std::vector{face}), weights_)->detect(photo_);
  EXPECT_EQ(refined.at(0).landmarks, face.landmarks);
}

TEST_F(LandmarkFinderTest, SaysWhatFileIsNone) {
  EXPECT_ERROR(LandmarkFinder(temp_.path() / "none.safetensors"), HasSubstr("none.safetensors"));
}

constexpr char kYunet[] = "weights/yunet_120x160.onnx";

TEST(ShippedLandmarks, BringMovedPointsBackOnPhotographs) {
  ANTIFAZ_REQUIRE_SHARED("data/photos");
  ANTIFAZ_REQUIRE_SHARED(kYunet);
  const auto yunet = make_yunet_detector(shared_path(kYunet));
  const LandmarkFinder finder(ANTIFAZ_SOURCE_DIR "/models/weights/landmarks.safetensors");
  const Manifest photos = list_folder(shared_path("data/photos"));
  cv::RNG random(5);
  std::vector<double> before, after;
  const auto error = [](const Face& face, const Face& truth) {
    double sum = 0;
    for (std::size_t p = 0; p < 5; ++p) sum += cv::norm(face.landmarks[p] - truth.landmarks[p]);
    return sum / 5 / cv::norm(truth.landmarks[0] - truth.landmarks[1]);
  };
  for (std::size_t i = 0; i < photos.rows.size(); i += 5) {
    const cv::Mat photo = cv::imread(photos.file(photos.rows[i]).string());
    const std::vector<Face> faces = yunet->detect(photo);
    std::vector<Face> moved = faces;
    for (Face& face : moved) {
      const double eyes = cv::norm(face.landmarks[0] - face.landmarks[1]);
      for (cv::Point2f& p : face.landmarks) {
        p += cv::Point2f(cv::Point2d(random.gaussian(0.15), random.gaussian(0.15)) * eyes);
      }
    }
    std::vector<Face> refined = moved;
    refine_landmarks(refined, finder.find(photo, moved));
    for (std::size_t k = 0; k < faces.size(); ++k) {
      before.push_back(error(moved[k], faces[k]));
      after.push_back(error(refined[k], faces[k]));
    }
  }
  ASSERT_GE(after.size(), 30u);
  // Not the mean: faces in profile, whose eyes are hardly apart, would be all of it.
  const auto part = [](std::vector<double> errors, double share) {
    const auto at = errors.begin() + static_cast<std::ptrdiff_t>(share * double(errors.size()));
    std::nth_element(errors.begin(), at, errors.end());
    return *at;
  };
  EXPECT_GT(part(before, 0.5), 0.15);
  EXPECT_LT(part(after, 0.5), 0.08);  // YuNet differs by 0.07 from its own look at a mirror
  EXPECT_LT(part(after, 0.9), 0.2);
}

}  // namespace
}  // namespace antifaz
