#include "pipelines/autoencoders/compare_variants.hpp"

#include <gmock/gmock.h>
#include <torch/types.h>
#include <torch/utils.h>

#include "models/autoencoders/factory.hpp"
#include "models/autoencoders/kept/code_distribution.hpp"
#include "tests/support/error_matcher.hpp"
#include "tests/support/impatient.hpp"
#include "tests/support/temp_folder.hpp"

namespace antifaz {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

AutoencoderOptions base(std::vector<int64_t> shape) {
  AutoencoderOptions options;
  options.shape = std::move(shape);
  options.code = options.codeword = 3;
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

TEST(CompareVariants, MeasuresEveryVariantOnTheSameExamples) {
  Observer quiet;
  const testing::TempFolder folder;
  AutoencoderComparisonOptions options = options_for({"fully-connected", "pca", "variational"});
  std::vector<std::string> lasts;
  options.after_each = [&](const AutoencoderComparison& so_far) {
    lasts.push_back(so_far.variants.back().variant);
  };
  options.trainer.folder = folder.path();
  const AutoencoderComparison comparison =
      compare_variants(options, examples(40), examples(20), quiet);
  EXPECT_EQ(comparison.training, 40U);
  EXPECT_NEAR(comparison.mean_mse, 1.0 / 12, 0.02);  // numbers are uniform
  EXPECT_TRUE(comparison.originals.empty());         // vectors can't be shown
  ASSERT_EQ(comparison.variants.size(), 3U);
  EXPECT_THAT(lasts, ElementsAre("fully-connected", "pca", "variational"));
  const auto& hourglass = comparison.variants[0];
  EXPECT_EQ(hourglass.parameters, (10 * 8 + 8) + (8 * 3 + 3) + (3 * 8 + 8) + (8 * 10 + 10));
  EXPECT_EQ(hourglass.code, 3);
  EXPECT_EQ(hourglass.steps, 10);
  EXPECT_EQ(comparison.variants[1].parameters, 10 + 3 * 10 + 3 + 1);  // mean, components, variances
  EXPECT_GT(comparison.variants[2].mean("kl_nats").value(), 0);
  EXPECT_GT(comparison.variants[2].mean("mismatch_nats").value(), 0);
  for (const auto& one : comparison.variants) {
    LoadedAutoencoder kept = load_autoencoder(folder.path() / one.variant / "weights.safetensors");
    const torch::Tensor made = reconstruct_all(*kept.model, examples(20).clean);
    EXPECT_NEAR(torch::mse_loss(made, examples(20).clean).item<double>(), *one.mean("mse"), 1e-6);
    EXPECT_TRUE(kept.model->code_distribution());
  }
}

TEST(CompareVariants, TheOrderOfTheVariantsDoesNotMatter) {
  Observer quiet;
  const auto errors = [&](const std::vector<std::string>& variants) {
    std::map<std::string, double> by_name;
    for (const auto& one :
         compare_variants(options_for(variants), examples(40), examples(20), quiet).variants) {
      by_name[one.variant] = one.mean("mse").value();
    }
    return by_name;
  };
  EXPECT_EQ(errors({"tied", "denoising"}), errors({"denoising", "tied"}));
}

TEST(CompareVariants, OneThatFailsIsAnOutcome) {
  Observer quiet;
  AutoencoderComparisonOptions options = options_for({"pca", "tied"});
  options.variants[0].code = 9;  // more than the examples allow
  const AutoencoderComparison comparison =
      compare_variants(options, examples(8), examples(20), quiet);
  EXPECT_THAT(comparison.variants[0].fault, HasSubstr("needs at least 10 examples"));
  EXPECT_GT(comparison.variants[1].mean("mse").value(), 0);
  EXPECT_EQ(comparison_table(comparison)[1][1], "");
  EXPECT_ERROR(compare_variants(options, examples(8), {}, quiet), HasSubstr("too few"));
}

TEST(CompareVariants, AllVariantsAreThoseThatFitTheData) {
  struct Listener : Observer {
    void message(const std::string& line) override { said += line + "\n"; }
    std::string said;
  };
  Listener listener;
  EXPECT_EQ(all_variants(base({1, 8, 8}), listener).size(), autoencoder_variants().size());
  EXPECT_EQ(listener.said, "");
  EXPECT_THAT(names_of(all_variants(base({10}), listener)),
              ElementsAre("pca", "fully-connected", "tied", "dropout", "denoising", "sparse-l1",
                          "sparse-kl", "contractive", "variational", "beta-tc",
                          "importance-weighted", "wae-mmd", "vector-quantised"));
  EXPECT_THAT(listener.said, HasSubstr("gondara is left out: "));
}

TEST(CompareVariants, ShowsImagesSideBySide) {
  Observer quiet;
  const testing::TempFolder folder;
  AutoencoderComparisonOptions options;
  options.trainer.folder = folder.path();
  options.variants = {base({1, 4, 4})};
  options.variants[0].variant = "pca";
  options.shown = 3;
  torch::manual_seed(3);
  const Examples images{torch::rand({20, 1, 4, 4}), {}};
  const AutoencoderComparison comparison = compare_variants(options, images, images, quiet);
  EXPECT_EQ(comparison.originals.size(), cv::Size(3 * 4, 4));
  EXPECT_EQ(comparison.variants[0].shown.size(), cv::Size(3 * 4, 4));
  LoadedAutoencoder kept = load_autoencoder(folder.path() / "pca" / "weights.safetensors");
  const torch::Tensor made = reconstruct_all(*kept.model, images.clean).clamp(0, 1);
  for (int x = 0; x < 12; ++x) {
    EXPECT_NEAR(comparison.variants[0].shown.at<cv::Vec3b>(1, x)[0],
                255 * made[x / 4][0][1][x % 4].item<double>(), 0.6);
    EXPECT_NEAR(comparison.originals.at<cv::Vec3b>(1, x)[0],
                255 * images.clean[x / 4][0][1][x % 4].item<double>(), 0.51);
  }
}

TEST(CompareVariants, ShowsWhatEachSamplerDraws) {
  Observer quiet;
  const testing::TempFolder folder;
  AutoencoderComparisonOptions options;
  options.trainer.folder = folder.path();
  options.trainer.epochs = 1;
  for (const char* name : {"pca", "variational"}) {
    options.variants.push_back(base({3, 4, 4}));
    options.variants.back().variant = name;
  }
  options.shown = 3;
  torch::manual_seed(3);
  const Examples images{torch::rand({20, 3, 4, 4}), {}};
  const AutoencoderComparison comparison = compare_variants(options, images, images, quiet);
  const auto samplers = [&](std::size_t i) {
    std::vector<std::string> names;
    for (const DrawnImages& drawn : comparison.variants[i].drawn) {
      EXPECT_EQ(drawn.shown.size(), cv::Size(3 * 4, 4));
      names.push_back(drawn.sampler);
    }
    return names;
  };
  EXPECT_THAT(samplers(0), ElementsAre("mixture"));
  EXPECT_THAT(samplers(1), ElementsAre("prior", "mixture"));
  EXPECT_FALSE(comparison.frechet);  // nobody judges
  options.trainer.folder.clear();
  const Examples two{images.clean.slice(0, 0, 2), {}};
  const AutoencoderComparison few = compare_variants(options, images, two, quiet);
  EXPECT_EQ(few.variants[0].drawn[0].shown.size(), few.originals.size());
  LoadedAutoencoder kept = load_autoencoder(folder.path() / "pca" / "weights.safetensors");
  torch::manual_seed(options.trainer.seed);
  const torch::Tensor drawn = sample(*kept.model, Sampler::kMixture, 3).clamp(0, 1);
  for (int x = 0; x < 12; ++x) {
    EXPECT_NEAR(comparison.variants[0].drawn[0].shown.at<cv::Vec3b>(1, x)[2],
                255 * drawn[x / 4][0][1][x % 4].item<double>(), 0.6);
  }
}

TEST(CompareVariants, TrainsOnceASeed) {
  Observer quiet;
  const testing::TempFolder folder;
  AutoencoderComparisonOptions options = options_for({"pca", "tied"});
  options.trainer.seed = 4;
  options.trainer.folder = folder.path();
  options.seeds = 3;
  const AutoencoderComparison several =
      compare_variants(options, examples(40), examples(20), quiet);
  EXPECT_EQ(several.seeds, 3);
  const ComparedAutoencoder& tied = several.variants[1];
  ASSERT_EQ(tied.runs.size(), 3U);
  EXPECT_NE(tied.runs[0][0], tied.runs[1][0]);
  EXPECT_NE(tied.runs[1][0], tied.runs[2][0]);
  EXPECT_EQ(several.variants[0].margin("mse").value(), 0);  // in closed form
  EXPECT_GT(tied.margin("mse").value(), 0);
  for (const char* seed : {"seed4", "seed5", "seed6"}) {
    EXPECT_TRUE(std::filesystem::exists(folder.path() / "tied" / seed / "weights.safetensors"));
  }
  options.trainer.folder.clear();
  options.trainer.seed = 5;
  options.seeds = 1;
  const AutoencoderComparison single = compare_variants(options, examples(40), examples(20), quiet);
  EXPECT_EQ(single.variants[1].runs[0][0], tied.runs[1][0]);
}

/// Fails at the first word of a variant, as LibTorch does where memory ends.
struct FailsOnce : Observer {
  void progress(const Progress&) override {
    if (!failed) {
      failed = true;
      throw std::runtime_error("out of memory\nbacktrace");
    }
  }
  bool failed = false;
};

TEST(CompareVariants, WhateverFailsEndsOneVariantOnly) {
  FailsOnce observer;
  const AutoencoderComparison comparison =
      compare_variants(options_for({"tied", "denoising"}), examples(40), examples(20), observer);
  EXPECT_EQ(comparison.variants[0].fault, "out of memory");  // one line
  EXPECT_EQ(comparison.variants[1].fault, "");
  EXPECT_GT(comparison.variants[1].mean("mse").value(), 0);
}

TEST(CompareVariants, StopsWhereTheObserverWantsIt) {
  testing::Impatient impatient;
  EXPECT_THROW(
      compare_variants(options_for({"tied", "denoising"}), examples(40), examples(20), impatient),
      Stopped);
}

}  // namespace
}  // namespace antifaz
