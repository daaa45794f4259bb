#include "pipelines/autoencoders/autoencoder_comparison.hpp"

#include <gtest/gtest.h>

namespace antifaz {
namespace {

TEST(AutoencoderComparisonTest, WritesMarkdown) {
  EXPECT_EQ(markdown_table({{"a", "b"}, {"x", "1"}, {"y", ""}}),
            "| a | b |\n|---|---:|\n| x | 1 |\n| y |  |\n");
}

}  // namespace
}  // namespace antifaz
