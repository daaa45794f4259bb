#include "models/landmarks/shape_points.hpp"

#include <gmock/gmock.h>

#include <set>

namespace antifaz {
namespace {

TEST(ShapePoints, AMirrorOfAMirrorIsTheFace) {
  std::set<std::size_t> reached;
  for (std::size_t i = 0; i < kFacePoints; ++i) {
    EXPECT_EQ(mirrored_points()[mirrored_points()[i]], i);
    reached.insert(mirrored_points()[i]);
  }
  EXPECT_EQ(reached.size(), kFacePoints);
}

TEST(ShapePoints, WhatIsInTheMiddleStaysAndWhatIsLeftGoesRight) {
  const std::set<std::size_t> middle = {8, 27, 28, 29, 30, 33, 51, 57, 62, 66, 70};
  const std::set<std::size_t> left = {0,  1,  2,  3,  4,  5,  6,  7,  17, 18, 19,
                                      20, 21, 31, 32, 36, 37, 38, 39, 40, 41, 48,
                                      49, 50, 58, 59, 60, 61, 67, 68, 71};
  for (std::size_t i = 0; i < kFacePoints; ++i) {
    const std::size_t partner = mirrored_points()[i];
    EXPECT_EQ(partner == i, middle.count(i) == 1) << i;
    if (partner != i) {
      EXPECT_NE(left.count(i), left.count(partner)) << i;
    }
  }
}

TEST(ShapePoints, PartnersAreOfTheSamePart) {
  const auto expect = [](std::size_t one, std::size_t other) {
    EXPECT_EQ(mirrored_points()[one], other) << one;
  };
  expect(0, 16);   // jaw
  expect(17, 26);  // outer ends of the brows
  expect(21, 22);  // inner ends
  expect(36, 45);  // outer corners of the eyes
  expect(37, 44);  // upper lids
  expect(41, 46);  // lower lids
  expect(48, 54);  // corners of the mouth
  expect(59, 55);
  expect(60, 64);
  expect(67, 65);
  expect(68, 69);  // the five
  expect(71, 72);
}

}  // namespace
}  // namespace antifaz
