#include "pipelines/codes/map_page.hpp"

#include <gmock/gmock.h>

namespace antifaz {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

std::size_t count(const std::string& text, const std::string& part) {
  std::size_t n = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++n;
  return n;
}

MapPage page() {
  MapPage page;
  page.title = "codes of <photos> & more";
  page.map = {{{0, 0}, {2, 0}, {1, 1}}, 0.5};
  page.thumbnails.assign(3, cv::Mat(8, 8, CV_8UC3, cv::Scalar::all(100)));
  page.names = {"a.png", "b\".png", "c.png"};
  page.classes = {"female", "male"};
  page.labels = {0, 1, 0};
  return page;
}

TEST(MapPage, ThePageHoldsEveryThumbnailAtItsPlaceAndLoadsNothing) {
  const std::string html = map_page(page());
  EXPECT_EQ(count(html, "data:image/jpeg;base64,"), 3U);
  EXPECT_EQ(count(html, "<g class=\"c0\""), 2U);
  EXPECT_EQ(count(html, "<g class=\"c1\""), 1U);
  // Both axes on one scale, upwards is up, the middle in the middle, no empty space.
  EXPECT_THAT(html, HasSubstr("viewBox=\"0 0 1000 540.0\""));
  EXPECT_THAT(html, HasSubstr("translate(40.0 500.0)\"><title>a.png: female"));
  EXPECT_THAT(html, HasSubstr("translate(500.0 40.0)\"><title>c.png: female"));
  EXPECT_THAT(html, HasSubstr("codes of &lt;photos&gt; &amp; more"));
  EXPECT_THAT(html, HasSubstr("b&quot;.png: male"));
  EXPECT_THAT(html, HasSubstr("50.0 %"));
  EXPECT_THAT(html, Not(HasSubstr("http://")));
  EXPECT_THAT(html, Not(HasSubstr("https://")));
}

TEST(MapPage, ManyThumbnailsAreSmaller) {
  EXPECT_THAT(map_page(page()), HasSubstr("value=\"100\""));
  MapPage many;
  many.map = {std::vector<cv::Point2f>(1000), 0.5};
  for (int i = 0; i < 1000; ++i) many.map.places[i] = {static_cast<float>(i % 31), i / 31.F};
  many.thumbnails.assign(1000, cv::Mat(8, 8, CV_8UC3, cv::Scalar::all(100)));
  many.names.assign(1000, "a.png");
  EXPECT_THAT(map_page(many), HasSubstr("value=\"50\""));
}

TEST(MapPage, ManyLabelsShareTheLastColourAndNoneAreNeeded) {
  MapPage many = page();
  many.classes = {"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"};
  many.labels = {9, 7, 1};
  const std::string html = map_page(many);
  EXPECT_EQ(count(html, "<g class=\"c7\""), 2U);
  EXPECT_THAT(html, HasSubstr("7, 8, 9</label>"));
  MapPage none = page();
  none.labels.clear();
  EXPECT_EQ(count(map_page(none), "checkbox"), 0U);
}

}  // namespace
}  // namespace antifaz
