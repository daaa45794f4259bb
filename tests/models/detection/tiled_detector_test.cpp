#include "models/detection/tiled_detector.hpp"

#include <gmock/gmock.h>
#include <torch/utils.h>

#include "models/detection/detector_net.hpp"
#include "tests/support/error_matcher.hpp"
#include "tests/support/temp_folder.hpp"

namespace antifaz {
namespace {

using ::testing::HasSubstr;

/// Networks that have learned nothing and think a face as likely as not everywhere.
class TiledDetectorTest : public ::testing::Test {
 protected:
  std::unique_ptr<FaceDetector> detector(const Card& card, double min_face = 20) {
    DetectorNet net;
    const torch::NoGradGuard no_grad;
    net.named_parameters()["score.bias"].fill_(0);
    save_detector(net, card, file_);
    return make_tiled_detector(file_, {min_face});
  }
  static std::vector<Face> found(FaceDetector& detector) {
    cv::Mat noise(90, 70, CV_8UC3);
    cv::RNG(5).fill(noise, cv::RNG::UNIFORM, 0, 255);
    return detector.detect(noise);
  }

  testing::TempFolder temp_;
  std::filesystem::path file_ = temp_.path() / "detector.safetensors";
};

TEST_F(TiledDetectorTest, BetweenItsTwoScoresAFindIsDoubtful) {
  const std::vector<Face> doubtful =
      found(*detector({{kDetectorThreshold, "0.9"}, {kDetectorDoubtful, "0.3"}}));
  EXPECT_FALSE(doubtful.empty());
  EXPECT_TRUE(sure_faces(doubtful).empty());
  const std::vector<Face> sure = found(*detector({{kDetectorThreshold, "0.3"}}));
  EXPECT_FALSE(sure_faces(sure).empty());
  EXPECT_TRUE(found(*detector({{kDetectorThreshold, "0.9"}})).empty());
}

TEST_F(TiledDetectorTest, ADoubtfulScoreIsNotAboveASureOne) {
  EXPECT_ERROR(detector({{kDetectorThreshold, "0.3"}, {kDetectorDoubtful, "0.4"}}),
               HasSubstr("doubtful"));
}

TEST_F(TiledDetectorTest, SaysWhatItLooksForAndRefusesWhatItCanNot) {
  EXPECT_EQ(detector({}, 12)->smallest_face({4000, 3000}), 12);
  EXPECT_EQ(detector({}, kLeastMinFace)->smallest_face({10, 10}), 8);
  EXPECT_ERROR(detector({}, 7.9), HasSubstr("faces below 8 pixels can't be looked for"));
}

}  // namespace
}  // namespace antifaz
