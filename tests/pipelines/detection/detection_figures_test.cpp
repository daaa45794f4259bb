#include "pipelines/detection/detection_figures.hpp"

#include <gmock/gmock.h>

#include <cmath>

namespace antifaz {
namespace {

using ::testing::ElementsAre;

Face found_at(float x, double score) {
  Face face;
  face.box = {x, 0, 10, 10};
  face.score = score;
  return face;
}

TrueFace true_at(float x, bool ignored = false) { return {{x, 0, 10, 10}, ignored}; }

TEST(DetectionFigures, EachFaceIsFoundOnceByItsBestFind) {
  const PictureMatch match = match_faces({found_at(2, 0.6), found_at(0, 0.9), found_at(50, 0.7)},
                                         {true_at(0), true_at(100)}, 0.5);
  EXPECT_THAT(match.found, ElementsAre(0.9, -1));
  EXPECT_THAT(match.false_finds, ElementsAre(0.7, 0.6));
}

TEST(DetectionFigures, FindsOnIgnoredFacesAreNothing) {
  const PictureMatch match =
      match_faces({found_at(0, 0.9), found_at(4, 0.8)}, {true_at(0, true)}, 0.5);
  EXPECT_TRUE(match.false_finds.empty());
}

TEST(DetectionFigures, AveragePrecisionIsTheAreaOfTheMonotoneCurve) {
  const std::vector<std::vector<TrueFace>> truth = {{true_at(0), true_at(100), true_at(200, true)}};
  // right 0.9, wrong 0.8, right 0.7: precision 1 up to half the faces, then 2/3.
  const std::vector<PictureMatch> finds = {{{0.9, 0.7, -1}, {0.8}}};
  EXPECT_NEAR(average_precision(finds, truth), 0.5 + 0.5 * 2 / 3, 1e-12);
  EXPECT_EQ(average_precision({{{0.9, 0.8, -1}, {}}}, truth), 1);
  EXPECT_EQ(average_precision({{{-1, -1, -1}, {0.5}}}, truth), 0);
  EXPECT_TRUE(std::isnan(average_precision({{{}, {0.5}}}, {{}})));
}

}  // namespace
}  // namespace antifaz
