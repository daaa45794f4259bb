#include "src/face/detector_choice.hpp"

#include <gmock/gmock.h>

#include "tests/support/error_matcher.hpp"

namespace antifaz {
namespace {

using ::testing::HasSubstr;

TEST(DetectorChoice, IsTheBuiltInDetectorUnlessYunetIsGiven) {
  DetectorChoice choice;
  choice.landmark_model = ANTIFAZ_SOURCE_DIR "/models/weights/landmarks5.dat";
  EXPECT_EQ(make_detector(choice)->name(), "hog");
  choice.yunet = "/nowhere.onnx";
  EXPECT_ERROR(make_detector(choice), HasSubstr("/nowhere.onnx: no such file"));
  EXPECT_ERROR(make_detector({"", "/nowhere.dat"}), HasSubstr("/nowhere.dat: no such file"));
}

}  // namespace
}  // namespace antifaz
