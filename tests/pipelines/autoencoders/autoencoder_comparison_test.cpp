#include "pipelines/autoencoders/autoencoder_comparison.hpp"

#include <gmock/gmock.h>

#include <cmath>

namespace antifaz {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

TEST(AutoencoderComparisonTest, WritesMarkdown) {
  EXPECT_EQ(markdown_table({{"a", "b"}, {"x", "1"}, {"y", ""}}),
            "| a | b |\n|---|---:|\n| x | 1 |\n| y |  |\n");
}

TEST(AutoencoderComparisonTest, NamesWhatDidWorseThanTheMean) {
  AutoencoderComparison comparison;
  comparison.mean_mse = 0.03;
  for (const auto& [name, mse] : NamedValues{{"tied", 0.04}, {"pca", 0.01}, {"dropout", 0.031}}) {
    comparison.variants.emplace_back();
    comparison.variants.back().variant = name;
    comparison.variants.back().runs = {{{"mse", mse}}};
  }
  comparison.variants.emplace_back();
  comparison.variants.back().fault = "none was made";
  EXPECT_EQ(beside_the_mean(comparison),
            "The mean of the training examples has an MSE of 0.03000. Worse than that, and so of "
            "no use yet: tied, dropout.");
  comparison.mean_mse = 0.05;
  EXPECT_EQ(beside_the_mean(comparison),
            "The mean of the training examples has an MSE of 0.05000.");
}

TEST(AutoencoderComparisonTest, IntervalsAreStudents) {
  AutoencoderComparison comparison;
  comparison.seeds = 3;
  comparison.variants.resize(2);
  comparison.variants[0].variant = "tied";
  comparison.variants[0].runs = {{{"mse", 0.01}}, {{"mse", 0.02}}, {{"mse", 0.03}, {"ssim", 1}}};
  comparison.variants[1].fault = "none was made";
  EXPECT_NEAR(comparison.variants[0].mean("mse").value(), 0.02, 1e-12);
  // Two degrees of freedom, a standard error of 0.01 / sqrt(3).
  EXPECT_NEAR(comparison.variants[0].margin("mse").value(), 4.303 * 0.01 / std::sqrt(3), 1e-9);
  EXPECT_FALSE(comparison.variants[0].mean("ssim"));  // not every training has it
  EXPECT_FALSE(comparison.variants[1].mean("mse"));
  const auto table = comparison_table(comparison);
  EXPECT_THAT(table[0], ElementsAre("variant", "parameters", "code", "MSE"));
  EXPECT_EQ(table[1][3], "0.02000 ± 0.02484");
  EXPECT_THAT(comparison_notes(comparison), HasSubstr("means over 3 trainings"));
  comparison.variants[0].runs.resize(1);
  EXPECT_FALSE(comparison.variants[0].margin("mse"));
}

TEST(AutoencoderComparisonTest, SaysWhatTheFrechetDistanceIsOf) {
  AutoencoderComparison comparison;
  EXPECT_THAT(comparison_notes(comparison), Not(HasSubstr("Frechet")));
  comparison.frechet = FrechetBasis{500, 0.1234};
  EXPECT_THAT(comparison_notes(comparison),
              HasSubstr("500 other faces of the training come to 0.123."));
}

}  // namespace
}  // namespace antifaz
