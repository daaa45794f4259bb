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

constexpr char kModel[] = ANTIFAZ_SOURCE_DIR "/models/weights/landmarks5.dat";

TEST(HogDetector, MissingModelIsNamed) {
  EXPECT_ERROR(make_hog_detector("/no/such.dat"), HasSubstr("/no/such.dat: no such file"));
}

TEST(HogDetector, ForeignModelIsRefused) {
  const testing::TempFolder folder;
  for (const std::string& bytes : {std::string(), std::string("no model\n"), std::string(999, 7)}) {
    const auto file = folder.write("text.dat", bytes);
    EXPECT_ERROR(make_hog_detector(file.string()), HasSubstr("is not a landmark model"));
  }
}

TEST(HogDetector, NothingInPicturesWithoutFaces) {
  testing::expect_no_face_in_odd_pictures(*make_hog_detector(kModel));
}

TEST(HogDetector, FindsFacesOfAllSizesWithPlausiblePoints) {
  const auto detector = make_hog_detector(kModel);
  for (const char* folder : {"data/photos", "data/utkface", "data/celeba/images"}) {
    ANTIFAZ_REQUIRE_SHARED(folder);
    const auto images = testing::shared_images(folder, 10, 14);
    std::size_t good = 0;
    for (const cv::Mat& image : images) {
      const auto faces = detector->detect(image);
      good += !faces.empty() && testing::plausible(faces[main_face(faces, image.size())]);
    }
    EXPECT_GE(good + 1, images.size()) << folder;  // it misses a few in a hundred
  }
}

TEST(HogDetector, FindsEveryFaceOfAPhotograph) {
  ANTIFAZ_REQUIRE_SHARED("data/utkface");
  const auto images = testing::shared_images("data/utkface", 2, 14);
  cv::Mat both;
  cv::hconcat(images[0], images[1], both);
  EXPECT_EQ(make_hog_detector(kModel)->detect(both).size(), 2u);
}

/// As its view is scaled: to 320 pixels at the least, to 1,600 at the most.
TEST(HogDetector, SaysFromWhatSizeOnItFindsFaces) {
  const auto detector = make_hog_detector(kModel);
  EXPECT_EQ(detector->smallest_face({160, 100}), 40);
  EXPECT_EQ(detector->smallest_face({1000, 600}), 80);
  EXPECT_EQ(detector->smallest_face({600, 4000}), 200);
}

TEST(HogDetector, PointsGrowWithThePhotograph) {
  ANTIFAZ_REQUIRE_SHARED("data/photos");
  const cv::Mat photo = testing::shared_images("data/photos", 1, 1).front();
  cv::Mat large;
  cv::resize(photo, large, cv::Size(), 3, 3, cv::INTER_CUBIC);
  const auto detector = make_hog_detector(kModel);
  const auto small_faces = detector->detect(photo), large_faces = detector->detect(large);
  ASSERT_FALSE(small_faces.empty());
  ASSERT_FALSE(large_faces.empty());
  const auto& small = small_faces.front().landmarks;
  const auto& big = large_faces.front().landmarks;
  for (std::size_t i = 0; i < small.size(); ++i) {
    EXPECT_LT(cv::norm(big[i] / 3 - small[i]), 0.12 * cv::norm(small[0] - small[1])) << i;
  }
}

}  // namespace
}  // namespace antifaz
