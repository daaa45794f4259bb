#include "models/weights_summary.hpp"

#include <gmock/gmock.h>
#include <torch/types.h>

#include "models/safetensors.hpp"
#include "tests/support/error_matcher.hpp"
#include "tests/support/temp_folder.hpp"

namespace antifaz {
namespace {

TEST(WeightsSummary, CountsTensorsAndNumbers) {
  const testing::TempFolder folder;
  const Card card = {{"architecture", "test"}};
  write_safetensors({card, {{"a", torch::ones({2, 3})}, {"b", torch::ones({})}}}, folder / "w");
  const WeightsSummary summary = summarize_weights(folder / "w");
  EXPECT_EQ(summary.card, card);
  EXPECT_EQ(summary.tensors, 2u);
  EXPECT_EQ(summary.numbers, 7);
  EXPECT_ERROR(summarize_weights(folder / "none"), ::testing::HasSubstr("no such weights file"));
}

}  // namespace
}  // namespace antifaz
