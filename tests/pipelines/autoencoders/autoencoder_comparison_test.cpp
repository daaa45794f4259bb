#include "pipelines/autoencoders/autoencoder_comparison.hpp"

#include <gtest/gtest.h>

namespace antifaz {
namespace {

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
    comparison.variants.back().figures.mse = mse;
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

}  // namespace
}  // namespace antifaz
