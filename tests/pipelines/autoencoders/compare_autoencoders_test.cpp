#include "pipelines/autoencoders/compare_autoencoders.hpp"

#include <gmock/gmock.h>
#include <torch/types.h>
#include <torch/utils.h>

#include "tests/support/error_matcher.hpp"
#include "tests/support/temp_folder.hpp"

namespace antifaz {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

AutoencoderOptions base(std::vector<int64_t> shape) {
  AutoencoderOptions options;
  options.shape = std::move(shape);
  options.code = 3;
  options.widths = {8};
  return options;
}

AutoencoderComparisonOptions options_for(const std::vector<std::string>& variants) {
  AutoencoderComparisonOptions options;
  for (const std::string& name : variants) {
    options.variants.push_back(base({10}));
    options.variants.back().variant = name;
  }
  options.trainer.epochs = 2;
  options.batch = 8;
  options.shown = 4;
  return options;
}

Examples examples(int64_t n) {
  torch::manual_seed(3);
  return {torch::rand({n, 10}), {}};
}

std::vector<std::string> names_of(const std::vector<AutoencoderOptions>& all) {
  std::vector<std::string> names;
  for (const AutoencoderOptions& one : all) names.push_back(one.variant);
  return names;
}

TEST(CompareAutoencoders, MeasuresEveryVariantOnTheSameExamples) {
  Observer quiet;
  const testing::TempFolder folder;
  AutoencoderComparisonOptions options = options_for({"fully-connected", "pca", "variational"});
  std::vector<std::string> lasts;
  options.after_each = [&](const AutoencoderComparison& so_far) {
    lasts.push_back(so_far.variants.back().variant);
  };
  options.trainer.folder = folder.path();
  const AutoencoderComparison comparison =
      compare_autoencoders(options, examples(40), examples(20), quiet);
  EXPECT_EQ(comparison.training, 40U);
  EXPECT_EQ(comparison.originals.sizes(), at::IntArrayRef({4, 10}));
  ASSERT_EQ(comparison.variants.size(), 3U);
  EXPECT_THAT(lasts, ElementsAre("fully-connected", "pca", "variational"));
  const auto& hourglass = comparison.variants[0];
  EXPECT_EQ(hourglass.parameters, (10 * 8 + 8) + (8 * 3 + 3) + (3 * 8 + 8) + (8 * 10 + 10));
  EXPECT_EQ(hourglass.code, 3);
  EXPECT_EQ(hourglass.steps, 10);
  EXPECT_EQ(comparison.variants[1].parameters, 10 + 3 * 10 + 3 + 1);  // mean, components, variances
  EXPECT_TRUE(comparison.variants[2].figures.variational);
  for (const auto& one : comparison.variants) {
    LoadedAutoencoder kept = load_autoencoder(folder.path() / one.variant / "weights.safetensors");
    const torch::Tensor made = reconstruct_all(*kept.model, examples(20).clean);
    EXPECT_NEAR(torch::mse_loss(made, examples(20).clean).item<double>(), one.figures.mse, 1e-6);
    EXPECT_TRUE(torch::allclose(made.slice(0, 0, 4), one.shown, 1e-4, 1e-6));
  }
}

TEST(CompareAutoencoders, TheOrderOfTheVariantsDoesNotMatter) {
  Observer quiet;
  const auto errors = [&](const std::vector<std::string>& variants) {
    std::map<std::string, double> by_name;
    for (const auto& one :
         compare_autoencoders(options_for(variants), examples(40), examples(20), quiet).variants) {
      by_name[one.variant] = one.figures.mse;
    }
    return by_name;
  };
  EXPECT_EQ(errors({"tied", "denoising"}), errors({"denoising", "tied"}));
}

TEST(CompareAutoencoders, OneThatFailsIsAnOutcome) {
  Observer quiet;
  AutoencoderComparisonOptions options = options_for({"pca", "tied"});
  options.variants[0].code = 9;  // more than the examples allow
  const AutoencoderComparison comparison =
      compare_autoencoders(options, examples(8), examples(20), quiet);
  EXPECT_THAT(comparison.variants[0].fault, HasSubstr("needs at least 10 examples"));
  EXPECT_GT(comparison.variants[1].figures.mse, 0);
  EXPECT_EQ(comparison_table(comparison)[1][1], "");
  EXPECT_ERROR(compare_autoencoders(options, examples(8), {}, quiet), HasSubstr("too few"));
}

TEST(CompareAutoencoders, AllVariantsAreThoseThatFitTheData) {
  struct Listener : Observer {
    void message(const std::string& line) override { said += line + "\n"; }
    std::string said;
  };
  Listener listener;
  EXPECT_EQ(all_variants(base({1, 8, 8}), listener).size(), autoencoder_variants().size());
  EXPECT_EQ(listener.said, "");
  EXPECT_THAT(names_of(all_variants(base({10}), listener)),
              ElementsAre("pca", "fully-connected", "tied", "dropout", "denoising", "sparse-l1",
                          "sparse-kl", "contractive", "variational"));
  EXPECT_THAT(listener.said, HasSubstr("gondara is left out: "));
}

TEST(CompareAutoencoders, WritesMarkdown) {
  EXPECT_EQ(markdown_table({{"a", "b"}, {"x", "1"}, {"y", ""}}),
            "| a | b |\n|---|---:|\n| x | 1 |\n| y |  |\n");
}

}  // namespace
}  // namespace antifaz
