#include <gmock/gmock.h>

#include <opencv2/imgproc.hpp>

#include "src/face/face.hpp"
#include "tests/support/detector_checks.hpp"
#include "tests/support/error_matcher.hpp"
#include "tests/support/shared_data.hpp"
#include "tests/support/temp_folder.hpp"

namespace antifaz {
namespace {

using ::testing::HasSubstr;

constexpr char kModel[] = "weights/yunet_120x160.onnx";
constexpr char kPhotos[] = "data/photos";

std::unique_ptr<FaceDetector> yunet() { return make_yunet_detector(shared_path(kModel).string()); }

TEST(YunetDetector, MissingFileIsNamed) {
  EXPECT_ERROR(make_yunet_detector("/no/such.onnx"), HasSubstr("/no/such.onnx: no such file"));
}

TEST(YunetDetector, ForeignFileIsRefused) {
  const testing::TempFolder folder;
  const auto file = folder.write("text.onnx", "this is no model\n");
  EXPECT_ERROR(make_yunet_detector(file.string()), HasSubstr("is not a YuNet model"));
}

TEST(YunetDetector, NothingInPicturesWithoutFaces) {
  ANTIFAZ_REQUIRE_SHARED(kModel);
  testing::expect_no_face_in_odd_pictures(*yunet());
}

TEST(YunetDetector, FindsFacesOfAllSizesWithPlausiblePoints) {
  ANTIFAZ_REQUIRE_SHARED(kModel);
  const auto detector = yunet();
  for (const char* folder : {"data/photos", "data/utkface", "data/celeba/images"}) {
    ANTIFAZ_REQUIRE_SHARED(folder);
    for (const cv::Mat& image : testing::shared_images(folder, 10, 14)) {
      const auto faces = detector->detect(image);
      ASSERT_FALSE(faces.empty()) << folder;
      EXPECT_TRUE(testing::plausible(faces[main_face(faces, image.size())])) << folder;
    }
  }
}

/// As its view is scaled: to 320 pixels at the least, to 640 at the most; strips get a border.
TEST(YunetDetector, SaysFromWhatSizeOnItFindsFacesAndWhatIsDoubtful) {
  ANTIFAZ_REQUIRE_SHARED(kModel);
  const auto detector = yunet();
  EXPECT_EQ(detector->smallest_face({160, 100}), 5);
  EXPECT_EQ(detector->smallest_face({500, 600}), 10);
  EXPECT_EQ(detector->smallest_face({6400, 4000}), 100);
  EXPECT_NEAR(detector->smallest_face({6400, 100}), 160, 1e-6);
  for (const cv::Mat& photo : testing::shared_images("data/photos", 40, 1)) {
    for (const Face& face : detector->detect(photo)) EXPECT_EQ(face.doubtful, face.score < 0.9f);
  }
}

TEST(YunetDetector, AnswersInPhotographPixelsAtAnySize) {
  ANTIFAZ_REQUIRE_SHARED(kModel);
  ANTIFAZ_REQUIRE_SHARED(kPhotos);
  const cv::Mat photo = testing::shared_images(kPhotos, 1, 1).front();
  cv::Mat huge;
  cv::resize(photo, huge, cv::Size(), 5, 5);
  const auto detector = yunet();
  const auto small_faces = detector->detect(photo), huge_faces = detector->detect(huge);
  ASSERT_FALSE(small_faces.empty());
  ASSERT_FALSE(huge_faces.empty());
  const auto& small = small_faces.front().landmarks;
  const auto& large = huge_faces.front().landmarks;
  const double eyes = cv::norm(small[0] - small[1]);
  for (std::size_t i = 0; i < small.size(); ++i) {
    EXPECT_LT(cv::norm(large[i] / 5 - small[i]), 0.15 * eyes) << "point " << i;
  }
}

}  // namespace
}  // namespace antifaz
