#include "samples/fine_tune.hpp"

#include <gtest/gtest.h>
#include <torch/nn/module.h>
#include <torch/types.h>
#include <torch/utils.h>

#include "models/autoencoders/convolutional.hpp"
#include "pipelines/training/trainer.hpp"

namespace antifaz {
namespace {

std::shared_ptr<Autoencoder> network() {
  torch::manual_seed(1);
  ConvolutionalOptions options;
  options.widths = {4, 8};
  return std::make_shared<ConvolutionalAutoencoder>(std::vector<int64_t>{3, 8, 8}, 4,
                                                    Likelihood::kGaussian, options);
}

/// Noise, brighter in the upper half for label 1: what mirroring keeps.
LabelledImages images(std::int64_t n) {
  torch::manual_seed(2);
  LabelledImages all{torch::randint(60, 120, {n, 3, 8, 8}, torch::kUInt8),
                     torch::arange(n, torch::kInt64) % 2};
  for (std::int64_t i = 1; i < n; i += 2) all.images[i].slice(1, 0, 4) += 60;
  return all;
}

std::vector<torch::Tensor> copies(torch::nn::Module& module) {
  std::vector<torch::Tensor> all;
  for (const torch::Tensor& p : module.parameters()) all.push_back(p.detach().clone());
  return all;
}

TEST(FineTune, LearnsWithAndWithoutTheEncoder) {
  for (const bool frozen : {false, true}) {
    const auto encoder = network();
    const auto before = copies(*encoder);
    const auto classifier = std::make_shared<EncoderClassifier>(encoder, 2, frozen);
    FineTuneObjective objective(classifier, images(64), images(32), 16);
    TrainerOptions options;
    options.epochs = 20;
    options.learning_rate = 1e-2;
    Observer silent;
    const TrainReport report = train(objective, options, silent);
    EXPECT_EQ(report.validation.front().first, "accuracy");
    EXPECT_GT(report.validation.front().second, frozen ? 0.65 : 0.9);
    EXPECT_EQ(named_rightly(*classifier, images(32)).mean().item<double>(),
              report.validation.front().second);
    bool moved = false;
    const auto after = encoder->parameters();
    for (std::size_t i = 0; i < before.size(); ++i) {
      moved = moved || !torch::equal(before[i], after[i]);
    }
    EXPECT_EQ(moved, !frozen);
  }
}

}  // namespace
}  // namespace antifaz
