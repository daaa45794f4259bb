#include "pipelines/autoencoders/mean_example.hpp"

#include <gmock/gmock.h>
#include <torch/types.h>
#include <torch/utils.h>

#include "models/autoencoders/factory.hpp"

namespace antifaz {
namespace {

using ::testing::HasSubstr;

struct Listener : Observer {
  void message(const std::string& line) override { said += line + "\n"; }
  std::string said;
};

/// What is told of a training of a variant on rows that a few causes explain.
std::string said_of(const std::string& variant, double learning_rate) {
  torch::manual_seed(9);
  const torch::Tensor x = torch::sigmoid(torch::randn({300, 3}).mm(torch::randn({3, 20})));
  AutoencoderOptions options;
  options.variant = variant;
  options.shape = {20};
  options.code = 3;
  TrainerOptions trainer;
  trainer.epochs = 5;
  trainer.learning_rate = learning_rate;
  Listener listener;
  train_autoencoder(make_autoencoder(options),
                    {{x.slice(0, 0, 200), {}}, {x.slice(0, 200), {}}, 20}, trainer, listener);
  return listener.said;
}

TEST(MeanExample, ErrorIsThatOfAnsweringWithTheCleanMean) {
  const Examples training{torch::tensor({{0.0, 1.0}, {1.0, 0.0}}),
                          torch::tensor({{9.0, 9.0}, {9.0, 9.0}})};
  const Examples validation{torch::tensor({{0.5, 0.5}, {0.5, 1.5}}), {}};
  EXPECT_NEAR(mean_example_error(training, validation), 1.0 / 4, 1e-6);
  const torch::Tensor bytes = torch::tensor({{0, 255}}, torch::kUInt8);
  EXPECT_NEAR(mean_example_error(training, {bytes, {}}), 0.25, 1e-6);
}

TEST(MeanExample, ATrainingThatEndsWorseIsTold) {
  for (const char* variant : {"fully-connected", "denoising", "variational"}) {
    EXPECT_THAT(said_of(variant, 1e-8), HasSubstr("ends worse than the mean of the training"))
        << variant;
    EXPECT_EQ(said_of(variant, 1e-2), "") << variant;
  }
  EXPECT_EQ(said_of("pca", 1e-8), "");
}

}  // namespace
}  // namespace antifaz
