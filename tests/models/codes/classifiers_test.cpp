#include "models/codes/classifiers.hpp"

#include <gtest/gtest.h>
#include <torch/types.h>
#include <torch/utils.h>

namespace antifaz {
namespace {

TEST(Classifiers, EveryOneLearnsThreeClustersWithEverySetting) {
  // Points around the corners of a triangle, one corner a label, and two numbers of noise.
  torch::manual_seed(3);
  const torch::Tensor corners = torch::tensor({{0.F, 0.F}, {9.F, 0.F}, {0.F, 9.F}});
  const torch::Tensor labels = torch::randint(3, {300}, torch::kInt64);
  const torch::Tensor codes = torch::cat(
      {corners.index_select(0, labels) + torch::randn({300, 2}), torch::randn({300, 2})}, 1);
  for (const ClassifierFamily& family : classifier_families()) {
    for (const ClassifierSetting& setting : family.settings) {
      const auto classifier = setting.made(1);
      classifier->train(codes.slice(0, 0, 200), labels.slice(0, 0, 200), 3);
      const torch::Tensor right =
          classifier->predict(codes.slice(0, 200).contiguous()).eq(labels.slice(0, 200));
      EXPECT_GT(right.to(torch::kDouble).mean().item<double>(), 0.97)
          << family.name << " " << setting.name;
    }
  }
}

}  // namespace
}  // namespace antifaz
