#include "models/semi_adversarial/generator.hpp"

#include <gmock/gmock.h>
#include <torch/nn/init.h>
#include <torch/types.h>
#include <torch/utils.h>

#include "models/semi_adversarial/prototypes.hpp"
#include "src/core/error.hpp"
#include "src/core/labels.hpp"
#include "src/face/alignment.hpp"
#include "src/tensors/image_tensor.hpp"
#include "tests/support/temp_folder.hpp"

namespace antifaz {
namespace {

const torch::Tensor kAllTargets = torch::arange(kTargetCount);

torch::Tensor some_chips(int64_t n) { return torch::rand({n, 3, kChipSize, kChipSize}); }

/// A generator that changes something: its last layer no longer zero.
Generator awake(const GeneratorOptions& options = {}) {
  torch::manual_seed(3);
  Generator generator(options);
  const torch::NoGradGuard no_grad;
  for (const auto& item : generator->named_parameters()) {
    if (item.key().rfind("head.", 0) == 0) torch::nn::init::normal_(item.value(), 0, 1);
  }
  generator->set_prototypes(torch::rand({kTargetCount, 3, kChipSize, kChipSize}));
  return generator;
}

TEST(Generator, UntrainedIsTheIdentity) {
  Generator generator;
  EXPECT_EQ(generator->forward(some_chips(3), kAllTargets).abs().max().item<float>(), 0);
}

TEST(Generator, TargetsChangeFacesDifferently) {
  Generator generator = awake();
  const torch::Tensor chips = some_chips(1).expand({3, -1, -1, -1});
  const torch::Tensor change = generator->forward(chips, kAllTargets);
  EXPECT_EQ(change.sizes(), chips.sizes());
  EXPECT_GT((change[0] - change[1]).abs().max().item<float>(), 1e-3);
  EXPECT_GT((change[1] - change[2]).abs().max().item<float>(), 1e-3);
}

TEST(Generator, LumaAndChromaStayWithinTheirBounds) {
  GeneratorOptions options;
  options.max_luma = 0.1;
  options.max_chroma = 0.02;
  const auto rgb = awake(options)->forward(some_chips(3), kAllTargets).split(1, 1);
  const torch::Tensor y = 0.299 * rgb[0] + 0.587 * rgb[1] + 0.114 * rgb[2];
  EXPECT_LE(y.abs().max().item<float>(), 0.1 + 1e-5);
  EXPECT_GT(y.abs().max().item<float>(), 0.05);
  EXPECT_LE(((rgb[0] - y) / 1.402).abs().max().item<float>(), 0.02 + 1e-5);
  EXPECT_LE(((rgb[2] - y) / 1.772).abs().max().item<float>(), 0.02 + 1e-5);
}

TEST(Generator, KeepsHuesWhereAskedTo) {
  GeneratorOptions options;
  options.max_luma = 0.1;
  options.max_chroma = 0.02;
  options.keep_hue = true;
  Generator generator = awake(options);
  const auto chroma = [](const torch::Tensor& rgb) {
    const torch::Tensor y = luma_of(rgb);
    return torch::cat({(rgb.slice(1, 2) - y) / 1.772, (rgb.slice(1, 0, 1) - y) / 1.402}, 1);
  };
  const auto of_colour = [](double red, double green, double blue) {
    const torch::Tensor one = torch::tensor({red, green, blue}).to(torch::kFloat32);
    return one.view({1, 3, 1, 1}).expand({3, 3, kChipSize, kChipSize}).contiguous();
  };
  const torch::Tensor skin = of_colour(0.8, 0.6, 0.5);
  const auto own = chroma(skin).split(1, 1);
  const auto changed = chroma(generator->forward(skin, kAllTargets)).split(1, 1);
  EXPECT_GT(changed[1].abs().max().item<float>(), 0.001);
  EXPECT_LT(changed[1].abs().max().item<float>(), 0.02 * std::sqrt(2.0));
  // Parallel: the cross product is nothing.
  EXPECT_LT((own[0] * changed[1] - own[1] * changed[0]).abs().max().item<float>(), 1e-6);
  const torch::Tensor grey = chroma(generator->forward(of_colour(0.5, 0.5, 0.5), kAllTargets));
  EXPECT_LT(grey.abs().max().item<float>(), 1e-6);
  // The white of an eye: of a change little is let through.
  const torch::Tensor pale = chroma(generator->forward(of_colour(0.74, 0.7, 0.68), kAllTargets));
  EXPECT_LT(pale.abs().max().item<float>(), 0.006);
}

TEST(Generator, TakesNewBoundsAndSavesThem) {
  const testing::TempFolder folder;
  const auto file = folder.path() / "g.safetensors";
  Generator generator = awake();
  generator->set_bounds({16, 0.05, 0.02, true, 0.07});
  save_generator(generator, {}, file);
  const GeneratorOptions options = load_generator(file)->options();
  EXPECT_NEAR(options.max_luma, 0.05, 1e-9);
  EXPECT_NEAR(options.max_chroma, 0.02, 1e-9);
  EXPECT_TRUE(options.keep_hue);
  EXPECT_NEAR(options.half_coloured, 0.07, 1e-9);
}

TEST(Generator, EveryParameterLearns) {
  Generator generator = awake();
  generator->forward(some_chips(3), kAllTargets).square().sum().backward();
  for (const auto& item : generator->named_parameters()) {
    ASSERT_TRUE(item.value().grad().defined()) << item.key();
    EXPECT_GT(item.value().grad().abs().max().item<float>(), 0) << item.key();
  }
}

TEST(Generator, SavedAndLoadedChangesTheSame) {
  const testing::TempFolder folder;
  const auto file = folder.path() / "g.safetensors";
  GeneratorOptions options;
  options.width = 8;
  Generator saved = awake(options);
  save_generator(saved, {}, file);
  Generator loaded = load_generator(file);
  EXPECT_EQ(loaded->options().width, 8);
  const torch::Tensor chips = some_chips(3);
  EXPECT_LT((saved->forward(chips, kAllTargets) - loaded->forward(chips, kAllTargets))
                .abs()
                .max()
                .item<float>(),
            0.01);
}

TEST(AverageFaces, AreTheMeansByLabel) {
  torch::Tensor chips = torch::zeros({3, 3, 2, 2}, torch::kUInt8);
  chips[0].fill_(51);   // female
  chips[1].fill_(255);  // male
  chips[2].fill_(153);  // male
  const torch::Tensor averages = average_faces(chips, torch::tensor({0, 1, 1}, torch::kInt64));
  EXPECT_NEAR(averages[0].mean().item<float>(), 0.2, 1e-6);
  EXPECT_NEAR(averages[1].mean().item<float>(), 0.8, 1e-6);
  EXPECT_NEAR(averages[2].mean().item<float>(), 0.5, 1e-6);
}

TEST(ApplyChange, IsMaskedAndClamped) {
  const torch::Tensor chips = torch::full({1, 3, 1, 2}, 0.9F);
  const torch::Tensor mask = torch::tensor({{0.0F, 1.0F}});
  const torch::Tensor result = apply_change(chips, torch::full({1, 3, 1, 2}, 0.5F), mask);
  EXPECT_FLOAT_EQ(result[0][0][0][0].item<float>(), 0.9F);
  EXPECT_FLOAT_EQ(result[0][0][0][1].item<float>(), 1.0F);
}

}  // namespace
}  // namespace antifaz
