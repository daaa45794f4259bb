#include "pipelines/selection/face_groups.hpp"

#include <gmock/gmock.h>

#include <cmath>

namespace antifaz {
namespace {

using ::testing::ElementsAre;
using ::testing::Optional;

/// Of this direction in a plane, in degrees.
cv::Mat at(double degrees, double length = 1) {
  const double angle = degrees * CV_PI / 180;
  return (cv::Mat_<float>(1, 2) << static_cast<float>(length * std::cos(angle)),
          static_cast<float>(length * std::sin(angle)));
}

const double kTenDegrees = std::cos(10 * CV_PI / 180);

TEST(FaceGroups, AFaceJoinsTheGroupItIsMostAlikeOrFoundsOne) {
  FaceGroups groups(kTenDegrees);
  EXPECT_THAT(groups.add(at(0)), Optional(0u));
  EXPECT_THAT(groups.add(at(15)), Optional(1u));
  EXPECT_THAT(groups.add(at(8)), Optional(1u));
  EXPECT_THAT(groups.add(at(3, 100)), Optional(0u));
  EXPECT_THAT(groups.add(at(90)), Optional(2u));
  EXPECT_EQ(groups.size(), 3u);
  EXPECT_THAT(groups.counts(), ElementsAre(2u, 2u, 1u));
}

TEST(FaceGroups, TheMeanOfAGroupCountsNotItsFirstFace) {
  FaceGroups groups(kTenDegrees);
  groups.add(at(0));
  groups.add(at(9));
  groups.add(at(9, 1000));                        // how long an embedding is says nothing
  EXPECT_THAT(groups.add(at(15)), Optional(0u));  // 9 from the mean of 6
  EXPECT_THAT(groups.add(at(-9)), Optional(1u));  // 9 from the first, and 17 from the mean
}

TEST(FaceGroups, WhatIsNotSureMovesAndFoundsNothing) {
  FaceGroups groups(kTenDegrees);
  EXPECT_EQ(groups.add(at(0), false), std::nullopt);
  EXPECT_THAT(groups.add(at(5)), Optional(0u));
  for (int i = 0; i < 9; ++i) EXPECT_THAT(groups.add(at(14), false), Optional(0u));
  EXPECT_EQ(groups.add(at(17), false), std::nullopt);
  EXPECT_THAT(groups.counts(), ElementsAre(10u));
}

TEST(FaceGroups, WhatIsNoDirectionShowsNobody) {
  FaceGroups groups(kTenDegrees);
  EXPECT_EQ(groups.add(at(0, 0)), std::nullopt);
  EXPECT_EQ(groups.add(at(0, NAN)), std::nullopt);
  EXPECT_EQ(groups.add(at(0, INFINITY)), std::nullopt);
  EXPECT_EQ(groups.size(), 0u);
}

}  // namespace
}  // namespace antifaz
