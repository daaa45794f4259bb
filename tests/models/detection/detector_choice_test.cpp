#include "models/detection/detector_choice.hpp"

#include <gmock/gmock.h>

#include "models/detection/detector_net.hpp"
#include "tests/support/error_matcher.hpp"
#include "tests/support/temp_folder.hpp"

namespace antifaz {
namespace {

using ::testing::HasSubstr;

TEST(DetectorChoice, IsHogUnlessANetworkIsNamed) {
  DetectorChoice choice;
  choice.landmark_model = ANTIFAZ_SOURCE_DIR "/models/weights/landmarks5.dat";
  EXPECT_EQ(make_detector(choice)->name(), "hog");
  choice.yunet = "/nowhere.onnx";
  EXPECT_ERROR(make_detector(choice), HasSubstr("/nowhere.onnx: no such file"));
  EXPECT_ERROR(make_detector({"", "/nowhere.dat"}), HasSubstr("/nowhere.dat: no such file"));
}

TEST(DetectorChoice, TakesWeightsOfOurOwn) {
  const testing::TempFolder folder;
  DetectorChoice choice;
  choice.own = folder.path() / "detector.safetensors";
  EXPECT_ERROR(make_detector(choice), HasSubstr("detector.safetensors"));
  save_detector(DetectorNet(), {}, choice.own);
  const auto detector = make_detector(choice);
  EXPECT_EQ(detector->name(), "own");
  // An untrained network thinks no face likely.
  EXPECT_TRUE(detector->detect(cv::Mat(90, 70, CV_8UC3, cv::Scalar::all(99))).empty());
  EXPECT_TRUE(detector->detect(cv::Mat(1, 1, CV_8UC3)).empty());
}

}  // namespace
}  // namespace antifaz
