#include "models/detection/search_plan.hpp"

#include <gmock/gmock.h>

namespace antifaz {
namespace {

constexpr double kLargestSeen = 300;  // in a picture that the network learns from

/// Whether some tile shows this square, or what of it is in the photograph, whole, large enough and
/// not too large, and reports it.
bool is_seen(const std::vector<SearchLevel>& levels, cv::Size photo, const cv::Rect2d& face) {
  const cv::Rect2d inside = face & cv::Rect2d({}, cv::Size2d(photo));
  for (const SearchLevel& level : levels) {
    const double x = double(level.size.width) / photo.width;
    const double y = double(level.size.height) / photo.height;
    const double side = face.width * std::sqrt(x * y);
    if (side < 0.95 * kSmallestSeen || side > kLargestSeen) continue;
    const cv::Rect2d seen(inside.x * x, inside.y * y, inside.width * x, inside.height * y);
    const cv::Point2d middle((face.x + face.width / 2) * x, (face.y + face.height / 2) * y);
    for (const cv::Rect& tile : level.tiles) {
      if ((seen & cv::Rect2d(tile)).area() > 0.97 * seen.area() &&
          is_whole(seen, tile, level.size) && own_part(tile, level.size).contains(middle)) {
        return true;
      }
    }
  }
  return false;
}

TEST(SearchPlan, ShowsEveryFaceWholeAndLargeEnough) {
  for (const cv::Size photo : {cv::Size(250, 250), cv::Size(900, 640), cv::Size(700, 3000),
                               cv::Size(4000, 3000), cv::Size(6000, 4000), cv::Size(12000, 300)}) {
    const auto levels = plan_search(photo, 20);
    const double shorter = std::min(photo.width, photo.height);
    cv::RNG random(5);
    for (double side = 20; side <= 0.7 * shorter; side *= 1.17) {
      for (int i = 0; i < 40; ++i) {
        const cv::Rect2d face(random.uniform(0., photo.width - side),
                              random.uniform(0., photo.height - side), side, side);
        EXPECT_TRUE(is_seen(levels, photo, face)) << photo << " " << face;
      }
    }
  }
}

TEST(SearchPlan, TilesHaveOneBoundedSizeThatTheNetworkTakes) {
  for (const cv::Size photo : {cv::Size(1, 1), cv::Size(3, 900), cv::Size(6000, 4000)}) {
    for (const SearchLevel& level : plan_search(photo, 20)) {
      ASSERT_FALSE(level.tiles.empty());
      for (const cv::Rect& tile : level.tiles) {
        EXPECT_EQ(tile.size(), level.tiles[0].size());
        EXPECT_EQ(tile.width % 32 + tile.height % 32, 0);
        EXPECT_LE(std::max(tile.width, tile.height), 640);
      }
    }
  }
}

TEST(SearchPlan, TheLastLookIsAtTheWholePhotograph) {
  const SearchLevel last = plan_search({6000, 4000}, 20).back();
  EXPECT_EQ(last.tiles.size(), 1u);
  EXPECT_EQ(last.size, cv::Size(320, 213));
}

TEST(SearchPlan, LargerFacesNeedFewerTiles) {
  EXPECT_LT(plan_search({6000, 4000}, 80)[0].tiles.size(),
            plan_search({6000, 4000}, 20)[0].tiles.size() / 4);
}

}  // namespace
}  // namespace antifaz
