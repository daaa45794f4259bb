#include "models/landmarks/landmark_net.hpp"

#include <gmock/gmock.h>
#include <torch/types.h>
#include <torch/utils.h>

#include "models/landmarks/shape_points.hpp"
#include "models/weights.hpp"
#include "tests/support/error_matcher.hpp"
#include "tests/support/temp_folder.hpp"

namespace antifaz {
namespace {

using ::testing::HasSubstr;

torch::Tensor crops(int64_t count) {
  return torch::randint(256, {count, 3, kLandmarkCrop, kLandmarkCrop}, torch::kUInt8);
}

/// A network whose batch norms have seen something, so that folding them has something to do.
std::shared_ptr<LandmarkNet> used_net() {
  torch::manual_seed(3);
  const auto net = std::make_shared<LandmarkNet>();
  const torch::NoGradGuard no_grad;
  for (int i = 0; i < 3; ++i) net->forward(crops(4));
  net->eval();
  return net;
}

TEST(LandmarkNet, SaysAPlaceForEveryPoint) {
  const auto net = used_net();
  const torch::Tensor points = net->forward(crops(2));
  EXPECT_EQ(points.sizes(), (std::vector<int64_t>{2, kFacePoints, 2}));
  // Before it has learnt, no map knows a place, and the mean of all places is the middle.
  EXPECT_LT((points - 0.5).abs().max().item<double>(), 0.35);
}

TEST(LandmarkNet, XIsToTheRightAndYDown) {
  const auto net = used_net();
  const torch::NoGradGuard no_grad;
  auto parameters = net->named_parameters();
  parameters["maps.weight"].zero_();
  parameters["correction.bias"].view({-1, 2}).select(1, 0).fill_(0.25);
  const torch::Tensor points = net->forward(crops(1));
  EXPECT_NEAR(points[0][5][0].item<double>(), 0.75, 1e-5);
  EXPECT_NEAR(points[0][5][1].item<double>(), 0.5, 1e-5);
}

TEST(LandmarkNet, FoldedGivesTheSame) {
  const auto net = used_net();
  const torch::NoGradGuard no_grad;
  const torch::Tensor pictures = crops(3);
  const torch::Tensor before = net->forward(pictures);
  net->fold();
  EXPECT_TRUE(torch::allclose(before, net->forward(pictures), 1e-3, 1e-4));
}

TEST(LandmarkNet, IsSmallAndComesBackFromItsFile) {
  const testing::TempFolder folder;
  const auto file = folder.path() / "landmarks.safetensors";
  const auto net = used_net();
  save_landmark_net(*net, {{"seed", "1"}}, file);
  EXPECT_LT(std::filesystem::file_size(file), 1u << 20);
  const auto loaded = load_landmark_net(file);
  loaded->eval();
  const torch::NoGradGuard no_grad;
  const torch::Tensor pictures = crops(1);
  EXPECT_TRUE(torch::allclose(net->forward(pictures), loaded->forward(pictures), 0.01, 0.01));
}

TEST(LandmarkNet, RefusesOtherFiles) {
  const testing::TempFolder folder;
  const auto file = folder.path() / "other.safetensors";
  save_weights(*used_net(), {{"architecture", "antifaz-detector"}}, file);
  EXPECT_ERROR(load_landmark_net(file), HasSubstr("antifaz-detector"));
  EXPECT_ERROR(load_landmark_net(folder.path() / "none.safetensors"), HasSubstr("none"));
}

}  // namespace
}  // namespace antifaz
