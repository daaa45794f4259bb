#include "models/semi_adversarial/san2018.hpp"

#include <gtest/gtest.h>
#include <torch/types.h>
#include <torch/utils.h>

#include "models/semi_adversarial/san2018_fast.hpp"
#include "tests/support/error_matcher.hpp"
#include "tests/support/shared_data.hpp"
#include "tests/support/temp_folder.hpp"

namespace antifaz {
namespace {

constexpr char kWeights[] = "weights/san2018-autoencoder.safetensors";
constexpr char kGolden[] = "weights/san2018-golden.safetensors";

double difference(const torch::Tensor& a, const torch::Tensor& b) {
  return (a - b).abs().max().item<double>();
}

TEST(San2018, HasThePublishedNumberOfParameters) {
  int64_t count = 0;
  for (const torch::Tensor& p : San2018()->parameters()) count += p.numel();
  EXPECT_EQ(count, 324248);
}

TEST(San2018, SavesAndLoads) {
  const testing::TempFolder folder;
  San2018 net;
  save_san2018(net, {1.25, -3}, {}, folder / "net.safetensors");
  San2018 loaded = load_san2018(folder / "net.safetensors");
  const San2018Frame frame = san2018_frame(folder / "net.safetensors");
  EXPECT_EQ(frame.zoom, 1.25);
  EXPECT_EQ(frame.down, -3);
  EXPECT_LT(difference(net->parameters()[6], loaded->parameters()[6]), 1e-3);
}

/// Both forms on the two golden faces, as the authors' code computes them.
class San2018Golden : public ::testing::Test {
 protected:
  void SetUp() override {
    ANTIFAZ_REQUIRE_SHARED(kGolden);
    golden_ = read_safetensors(shared_path(kGolden)).tensors;
    net_ = load_san2018(shared_path(kWeights));
  }
  template <typename Forward>
  void expect_golden(Forward forward, double bound) {
    const torch::Tensor own = golden_.at("same_prototype");
    const std::vector<torch::Tensor> outputs =
        forward(golden_.at("image"), own, std::vector{own, golden_.at("opposite_prototype")});
    EXPECT_LT(difference(outputs[0], golden_.at("same_output")), bound);
    EXPECT_LT(difference(outputs[1], golden_.at("opposite_output")), bound);
  }
  void expect_golden_of_fast(torch::ScalarType type, double bound) {
    const San2018Fast fast(net_, type);
    expect_golden([&](auto&&... inputs) { return fast.forward(inputs...); }, bound);
  }

  std::map<std::string, torch::Tensor> golden_;
  San2018 net_{nullptr};
};

TEST_F(San2018Golden, ThePlainFormIsExact) {
  expect_golden([&](auto&&... inputs) { return net_->forward(inputs...); }, 1e-5);
}

TEST_F(San2018Golden, TheFastFormIsExact) { expect_golden_of_fast(torch::kFloat, 1e-5); }

TEST_F(San2018Golden, Bfloat16IsClose) { expect_golden_of_fast(torch::kBFloat16, 4e-3); }

TEST(San2018Fast, EqualsThePlainFormOnRandomWeightsAndSizes) {
  for (const auto& [height, width] : {std::pair(4, 4), {8, 20}, {28, 12}, {224, 224}}) {
    torch::manual_seed(height * 1000 + width);
    San2018 net;
    const torch::NoGradGuard no_grad;
    for (torch::Tensor& p : net->parameters()) p.normal_(0, p.dim() > 1 ? 0.1 : 0.3);
    const torch::Tensor face = torch::rand({3, 1, height, width});
    const auto prototype = [&, h = height, w = width] { return torch::rand({3, 3, h, w}); };
    const std::vector<torch::Tensor> prototypes = {prototype(), prototype(), prototype()};
    const auto plain = net->forward(face, prototypes[0], prototypes);
    const auto fast = San2018Fast(net, torch::kFloat).forward(face, prototypes[0], prototypes);
    ASSERT_EQ(fast.size(), 3U);
    for (int i = 0; i < 3; ++i) {
      EXPECT_LT(difference(plain[i], fast[i]), 2e-5) << height << "x" << width;
    }
  }
}

TEST(San2018Fast, AFaceDoesNotDependOnItsBatch) {
  torch::manual_seed(2);
  San2018 net;
  const San2018Fast fast(net, torch::kFloat);
  const torch::Tensor faces = torch::rand({5, 1, 16, 16}), own = torch::rand({5, 3, 16, 16});
  const torch::Tensor all = fast.forward(faces, own, {own})[0];
  const torch::Tensor last = own.slice(0, 4);
  EXPECT_LT(difference(all.slice(0, 4), fast.forward(faces.slice(0, 4), last, {last})[0]), 1e-6);
}

}  // namespace
}  // namespace antifaz
