#include "models/judges/gender_net.hpp"

#include <gtest/gtest.h>
#include <torch/types.h>
#include <torch/utils.h>

#include "models/safetensors.hpp"
#include "src/face/alignment.hpp"
#include "tests/support/error_matcher.hpp"
#include "tests/support/temp_folder.hpp"

namespace antifaz {
namespace {

using ::testing::HasSubstr;

GenderNetOptions small(GenderFamily family) {
  GenderNetOptions options;
  options.family = family;
  options.width = 4;
  options.size = 32;
  return options;
}

class GenderNets : public ::testing::TestWithParam<GenderFamily> {};

TEST_P(GenderNets, AnswerEveryChipAndLearnEverywhere) {
  torch::manual_seed(1);
  GenderNet net(small(GetParam()));
  const torch::Tensor logits = net->forward(torch::rand({4, 3, kChipSize, kChipSize}));
  ASSERT_EQ(logits.sizes(), (std::vector<int64_t>{4}));
  logits.square().sum().backward();
  for (const auto& item : net->named_parameters()) {
    EXPECT_TRUE(item.value().grad().defined()) << item.key();
  }
}

TEST_P(GenderNets, SavedAndLoadedAnswerTheSame) {
  const testing::TempFolder folder;
  const auto file = folder.path() / "gender.safetensors";
  GenderNetOptions options = small(GetParam());
  options.grey = true;
  options.crop = 0.75;
  options.down = 0.2;  // its crop reaches below the chip
  GenderNet saved(options);
  saved->eval();
  save_gender_net(saved, {}, file);
  GenderNet loaded = load_gender_net(file);
  EXPECT_EQ(loaded->options().family, GetParam());
  EXPECT_TRUE(loaded->options().grey);
  EXPECT_NEAR(loaded->options().crop, 0.75, 1e-9);
  EXPECT_NEAR(loaded->options().down, 0.2, 1e-9);
  const torch::Tensor chips = torch::rand({3, 3, kChipSize, kChipSize});
  EXPECT_TRUE(torch::allclose(saved->forward(chips), loaded->forward(chips), 1e-2, 1e-2));
}

INSTANTIATE_TEST_SUITE_P(Families, GenderNets,
                         ::testing::Values(GenderFamily::kResidual, GenderFamily::kVgg,
                                           GenderFamily::kDepthwise, GenderFamily::kAttention,
                                           GenderFamily::kDense, GenderFamily::kPaper2018),
                         [](const auto& shown) { return std::string(to_string(shown.param)); });

TEST(GenderNet, ThePapersPredictorHasThePapersSize) {
  GenderNetOptions options = small(GenderFamily::kPaper2018);
  options.size = 224;
  options.grey = true;
  GenderNet net(options);
  int64_t parameters = 0;
  for (const torch::Tensor& p : net->parameters()) parameters += p.numel();
  EXPECT_EQ(parameters, 2159618);
  EXPECT_EQ(net->forward(torch::rand({2, 3, 224, 224})).sizes(), (std::vector<int64_t>{2}));
}

TEST(GenderNet, SeesOnlyItsCrop) {
  GenderNetOptions options = small(GenderFamily::kVgg);
  options.crop = 0.5;
  GenderNet net(options);
  net->eval();
  const torch::Tensor chips = torch::rand({1, 3, kChipSize, kChipSize});
  torch::Tensor border = chips.clone();
  border.slice(2, 0, kChipSize / 4).fill_(1);
  border.slice(3, 0, kChipSize / 4).fill_(0);
  EXPECT_TRUE(torch::equal(net->forward(chips), net->forward(border)));
  torch::Tensor inside = chips.clone();
  inside.slice(2, 40, 88).fill_(0);
  EXPECT_FALSE(torch::equal(net->forward(chips), net->forward(inside)));
}

TEST(GenderNet, LooksAsFarDownAsItWasTold) {
  GenderNetOptions options = small(GenderFamily::kVgg);
  options.crop = 0.5;
  options.down = 0.375;  // rows 80 to 144: the last 16 repeat the chip's edge
  GenderNet net(options);
  net->eval();
  const torch::Tensor chips = torch::rand({1, 3, kChipSize, kChipSize});
  torch::Tensor above = chips.clone(), last = chips.clone();
  above.slice(2, 0, 80).fill_(1);
  last.slice(2, kChipSize - 1).fill_(1);
  EXPECT_TRUE(torch::equal(net->forward(chips), net->forward(above)));
  EXPECT_FALSE(torch::equal(net->forward(chips), net->forward(last)));
}

TEST(GenderNet, ColouredOnesIgnoreLight) {
  const testing::TempFolder folder;
  const auto file = folder.path() / "gender.safetensors";
  GenderNetOptions options = small(GenderFamily::kResidual);
  options.colour = true;
  save_gender_net(GenderNet(options), {}, file);
  GenderNet net = load_gender_net(file);
  const torch::Tensor chips = 0.2 + 0.5 * torch::rand({1, 3, kChipSize, kChipSize});
  const torch::Tensor light = 0.1 * torch::rand({1, 1, kChipSize, kChipSize});
  torch::Tensor redder = chips.clone();
  redder.select(1, 0) += 0.2F;
  const auto moved = [&](const torch::Tensor& changed) {
    return (net->forward(chips) - net->forward(changed)).abs().item<double>();
  };
  EXPECT_LT(moved(chips + light), 1e-6);
  EXPECT_GT(moved(redder), 1e-5);
}

TEST(GenderNet, GreyOnesIgnoreColour) {
  GenderNetOptions options = small(GenderFamily::kResidual);
  options.grey = true;
  GenderNet net(options);
  net->eval();
  torch::Tensor chips = torch::full({1, 3, kChipSize, kChipSize}, 0.5F), tinted = chips.clone();
  // Red up by 0.1 * 0.587 / 0.299 and green down by 0.1 leave BT.601 luma where it was.
  tinted.select(1, 0) += 0.1F * 0.587F / 0.299F;
  tinted.select(1, 1) -= 0.1F;
  EXPECT_TRUE(torch::allclose(net->forward(chips), net->forward(tinted), 1e-4, 1e-5));
}

TEST(GenderNet, ForeignWeightsAreRefused) {
  const testing::TempFolder folder;
  const auto file = folder.path() / "other.safetensors";
  write_safetensors({{{"architecture", "something-else"}}, {}}, file);
  EXPECT_ERROR(load_gender_net(file), HasSubstr("'something-else'"));
  write_safetensors({{{"architecture", "antifaz-gender-net"}, {"family", "oracle"}}, {}}, file);
  EXPECT_ERROR(load_gender_net(file), HasSubstr("no known family"));
}

}  // namespace
}  // namespace antifaz
