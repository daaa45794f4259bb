#include "pipelines/training/checkpoint.hpp"

#include <gtest/gtest.h>
#include <torch/nn/modules/linear.h>
#include <torch/optim/adamw.h>
#include <torch/types.h>

#include "src/core/files.hpp"
#include "tests/support/error_matcher.hpp"
#include "tests/support/temp_folder.hpp"

namespace antifaz {
namespace {

using ::testing::HasSubstr;

/// A network that has learned one step.
struct Learner {
  Learner() : net(3, 1), optimizer(net->parameters(), torch::optim::AdamWOptions(0.1)) {
    net->forward(torch::ones({2, 3})).sum().backward();
    optimizer.step();
  }
  torch::nn::Linear net;
  torch::optim::AdamW optimizer;
};

TEST(Checkpoint, GivesBackTensorsPositionAndMeans) {
  const testing::TempFolder folder;
  const Checkpoint checkpoint{folder / "checkpoint.pt"};
  Learner one, other;
  RunPosition position{7, {}};
  position.means.add({{"loss", 0.1}, {"gap", 3}});
  checkpoint.save(*one.net, one.optimizer, position, {{"--epochs", "3"}});
  RunPosition found = checkpoint.load(*other.net, other.optimizer, {{"--epochs", "3"}});
  EXPECT_TRUE(torch::equal(one.net->weight, other.net->weight));
  EXPECT_EQ(found.step, 7);
  EXPECT_EQ(found.means.take(), position.means.take());
}

TEST(Checkpoint, ComparesSettingsBeforeTensors) {
  const testing::TempFolder folder;
  const Checkpoint checkpoint{folder / "checkpoint.pt"};
  Learner one;
  checkpoint.save(*one.net, one.optimizer, {}, {{"--width", "3"}});
  torch::nn::Linear wider(4, 2);  // whose tensors would not fit
  torch::optim::AdamW optimizer(wider->parameters(), torch::optim::AdamWOptions(0.1));
  EXPECT_ERROR(checkpoint.load(*wider, optimizer, {{"--width", "4"}}),
               HasSubstr("--width was 3, now 4"));
}

TEST(Checkpoint, KeepsSettingsThatAreNoUtf8) {
  const testing::TempFolder folder;
  const Checkpoint checkpoint{folder / "checkpoint.pt"};
  Learner one;
  checkpoint.save(*one.net, one.optimizer, {}, {{"--name", "b\xe9"}});
  checkpoint.load(*one.net, one.optimizer, {{"--name", "b\xe9"}});
}

}  // namespace
}  // namespace antifaz
