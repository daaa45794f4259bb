#include "pipelines/autoencoders/autoencoder_page.hpp"

#include <gmock/gmock.h>

namespace antifaz {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

std::size_t count(const std::string& text, const std::string& part) {
  std::size_t n = 0;
  for (std::size_t at = 0; (at = text.find(part, at)) != std::string::npos; at += part.size()) ++n;
  return n;
}

/// Of five images of 8 pixels, or of vectors.
AutoencoderComparison sample(bool images) {
  AutoencoderComparison comparison;
  comparison.training = 1234;
  comparison.validation = 20;
  comparison.mean_mse = 0.01;
  if (images) comparison.originals = cv::Mat::zeros(8, 5 * 8, CV_8UC3);
  ComparedAutoencoder good, bad;
  good.variant = "tied";
  good.parameters = 77;
  good.steps = 3210;
  good.runs = {{{"mse", 0.0125}}};
  if (images) good.drawn = {{"mixture", cv::Mat(8, 5 * 8, CV_8UC3, cv::Scalar::all(127))}};
  if (images) good.shown = cv::Mat(8, 5 * 8, CV_8UC3, cv::Scalar::all(255));
  bad.variant = "pca";
  bad.fault = "needs <more> examples";
  comparison.variants = {good, bad};
  return comparison;
}

TEST(AutoencoderPage, HoldsTheTableAndThePictures) {
  const std::string page = autoencoder_page(sample(true), "my \"photos\"");
  EXPECT_THAT(page, HasSubstr("my &quot;photos&quot;"));
  EXPECT_THAT(page, HasSubstr("1,234 examples"));
  EXPECT_THAT(page, HasSubstr("at most 3,210 steps"));
  EXPECT_THAT(page, HasSubstr("<td class=\"n\">0.01250</td>"));
  EXPECT_THAT(page, HasSubstr("needs &lt;more&gt; examples"));
  EXPECT_THAT(page,
              HasSubstr("an MSE of 0.01000. Worse than that, and so of no use yet: tied.</p>"));
  EXPECT_THAT(page, HasSubstr("prefers-color-scheme: dark"));
  EXPECT_EQ(count(page, "src=\"data:image/jpeg;base64,"), 3U);  // originals, one variant's, drawn
  EXPECT_EQ(count(page, "src="), 3U);
  EXPECT_THAT(page, HasSubstr("tied, mixture"));
  EXPECT_THAT(page, Not(HasSubstr("<script")));
  EXPECT_THAT(page, Not(HasSubstr("script-src")));
}

TEST(AutoencoderPage, OfVectorsThereIsNothingToSee) {
  EXPECT_EQ(count(autoencoder_page(sample(false), "rows.csv"), "<img"), 0U);
}

TEST(AutoencoderPage, ThePictureHasTheOriginalsAbove) {
  const cv::Mat picture = comparison_picture(sample(true));
  EXPECT_EQ(picture.size(), cv::Size(5 * 8, 3 * 8));
  EXPECT_EQ(picture.at<cv::Vec3b>(0, 0), cv::Vec3b(0, 0, 0));
  EXPECT_EQ(picture.at<cv::Vec3b>(8, 0), cv::Vec3b(255, 255, 255));
  EXPECT_EQ(picture.at<cv::Vec3b>(16, 0), cv::Vec3b(127, 127, 127));
}

}  // namespace
}  // namespace antifaz
