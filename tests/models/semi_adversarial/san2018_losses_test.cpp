#include "models/semi_adversarial/san2018_losses.hpp"

#include <gtest/gtest.h>
#include <torch/types.h>

#include <cmath>

namespace antifaz::san2018 {
namespace {

TEST(San2018Losses, PixelCrossEntropyByHand) {
  const torch::Tensor output = torch::tensor({0.5F, 0.9F}).view({1, 1, 1, 2});
  const torch::Tensor input = torch::tensor({1.0F, 0.25F}).view({1, 1, 1, 2});
  const double first = -std::log(0.5), second = -0.25 * std::log(0.9) - 0.75 * std::log(0.1);
  EXPECT_NEAR(pixel_cross_entropy(output, input).item<double>(), (first + second) / 2, 1e-5);
}

TEST(San2018Losses, GenderTermsByHand) {
  // A woman and a man; CE of a logit z for "male" is log(1 + e^-z), for "female" log(1 + e^z).
  const torch::Tensor same = torch::tensor({-1.0F, 2.0F}), opposite = torch::tensor({0.5F, 3.0F});
  const torch::Tensor labels = torch::tensor({0, 1}, torch::kInt64);
  const auto ce = [](double z) { return std::log1p(std::exp(-z)); };
  const double expected = (ce(1) + ce(2)) / 2 + (ce(0.5) + ce(-3)) / 2;
  EXPECT_NEAR(gender_terms(same, opposite, labels).item<double>(), expected, 1e-5);
}

TEST(San2018Losses, MatchDistancesByHand) {
  const torch::Tensor original = torch::tensor({{1.0F, 0.0F}, {0.0F, 2.0F}});
  const torch::Tensor same = torch::tensor({{1.0F, 1.0F}, {0.0F, 0.0F}});
  const torch::Tensor opposite = torch::tensor({{3.0F, 1.0F}, {2.0F, 0.0F}});
  EXPECT_NEAR(match_distance(original, same).item<double>(), (1 + 4) / 2.0, 1e-6);
  // Means (2, 1) and (1, 0): squared distances 1 + 1 and 1 + 4.
  EXPECT_NEAR(mean_match_distance(original, same, opposite).item<double>(), 7, 1e-6);
}

}  // namespace
}  // namespace antifaz::san2018
