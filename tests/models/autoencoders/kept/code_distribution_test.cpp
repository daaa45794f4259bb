#include "models/autoencoders/kept/code_distribution.hpp"

#include <gmock/gmock.h>
#include <torch/types.h>
#include <torch/utils.h>

#include <cmath>

#include "models/autoencoders/apply.hpp"
#include "models/autoencoders/factory.hpp"
#include "tests/support/error_matcher.hpp"
#include "tests/support/temp_folder.hpp"
#include "tests/support/tiny_autoencoder.hpp"

namespace antifaz {
namespace {

using ::testing::HasSubstr;

torch::Tensor covariance(const torch::Tensor& codes) {
  const torch::Tensor rest = codes - codes.mean(0);
  return rest.t().mm(rest) / (codes.size(0) - 1);
}

/// Codes of 3 numbers that hang together.
torch::Tensor related(int64_t n) {
  torch::manual_seed(2);
  const torch::Tensor ways =
      torch::tensor({{2.0F, 0.0F, 1.0F}, {0.0F, 0.5F, 0.3F}, {0.0F, 0.0F, 0.1F}});
  return torch::randn({n, 3}).mm(ways) + torch::tensor({5.0F, 0.0F, -1.0F});
}

/// Two heaps on a line, far apart.
torch::Tensor heaps(int64_t n) {
  torch::manual_seed(2);
  const torch::Tensor side = (torch::arange(n) % 2).to(torch::kFloat).unsqueeze(1) * 2 - 1;
  return 0.1 * torch::randn({n, 2}) + side;
}

TEST(CodeDistribution, DrawsHaveTheMomentsOfTheCodes) {
  const torch::Tensor codes = related(4000);
  const CodeDistribution distribution(codes, 1);
  for (const Sampler sampler : {Sampler::kGaussian, Sampler::kMixture}) {
    torch::manual_seed(3);
    const torch::Tensor drawn = distribution.draw(sampler, 40000);
    EXPECT_TRUE(torch::allclose(drawn.mean(0), codes.mean(0), 0, 0.05));
    EXPECT_TRUE(torch::allclose(covariance(drawn), covariance(codes), 0, 0.1))
        << covariance(drawn) << covariance(codes);
  }
}

TEST(CodeDistribution, AMixtureLeavesEmptyWhatIsEmpty) {
  const CodeDistribution distribution(heaps(600), 1);
  const auto between = [&](Sampler sampler) {
    torch::manual_seed(3);
    const torch::Tensor drawn = distribution.draw(sampler, 4000);
    return (drawn.sum(1).abs() < 1).to(torch::kFloat).mean().item<double>();
  };
  EXPECT_GT(between(Sampler::kGaussian), 0.2);
  EXPECT_LT(between(Sampler::kMixture), 0.03);
}

TEST(CodeDistribution, NoDrawLeavesTheRangeOfTheCodes) {
  const torch::Tensor codes = torch::relu(related(500));
  const CodeDistribution distribution(codes, 1);
  torch::manual_seed(3);
  const torch::Tensor drawn = distribution.draw(Sampler::kGaussian, 2000);
  EXPECT_TRUE((drawn >= std::get<0>(codes.min(0))).all().item<bool>());
  EXPECT_TRUE((drawn <= std::get<0>(codes.max(0))).all().item<bool>());
  EXPECT_TRUE((drawn == 0).any().item<bool>());
}

TEST(CodeDistribution, NoComponentRepeatsAnOutlierOrWhatWasThereTwice) {
  torch::Tensor codes = related(1000);
  codes.slice(0, 17, 19).copy_(torch::tensor({300.0F, 200.0F, -100.0F}));
  const CodeDistribution distribution(codes, 1);
  torch::manual_seed(3);
  const torch::Tensor drawn = distribution.draw(Sampler::kMixture, 20000);
  const torch::Tensor near = (drawn - codes[17]).square().sum(1).sqrt() < 1e-2;
  EXPECT_EQ(near.sum().item<int64_t>(), 0);
}

TEST(CodeDistribution, DivergenceIsThatOfItsMoments) {
  const torch::Tensor codes = related(900).to(torch::kDouble);
  const torch::Tensor s = covariance(codes);
  const double expected =
      0.5 * (s.trace() + codes.mean(0).square().sum() - 3 - torch::logdet(s)).item<double>();
  EXPECT_NEAR(CodeDistribution(codes, 1).divergence_from_prior(), expected, 1e-4 * expected);
  torch::manual_seed(5);
  EXPECT_NEAR(CodeDistribution(torch::randn({4000, 3}), 1).divergence_from_prior(), 0, 0.02);
}

TEST(CodeDistribution, FewCodesFillNoVolumeAndStillDraw) {
  for (const int64_t n : {1, 2, 3}) {
    const torch::Tensor codes = related(n);
    const CodeDistribution distribution(codes, 1);
    EXPECT_TRUE(std::isinf(distribution.divergence_from_prior())) << n;
    for (const Sampler sampler : {Sampler::kGaussian, Sampler::kMixture}) {
      const torch::Tensor drawn = distribution.draw(sampler, 5);
      EXPECT_TRUE(torch::isfinite(drawn).all().item<bool>()) << n;
      if (n == 1) EXPECT_TRUE(torch::allclose(drawn, codes.expand({5, 3})));
    }
  }
}

TEST(CodeDistribution, OfAVariationalModelItIsOfDrawsNotOfMeans) {
  AutoencoderOptions options = testing::tiny_autoencoder("variational");
  torch::manual_seed(1);
  const auto model = make_autoencoder(options);  // posteriors near the prior's width, means near 0
  model->eval();
  fit_codes(*model, torch::rand({400, 3, 16, 16}), 1);
  torch::manual_seed(3);
  const torch::Tensor drawn = model->code_distribution()->draw(Sampler::kGaussian, 4000);
  EXPECT_GT(drawn.var(0).min().item<double>(), 0.5);
  EXPECT_LT(encode_all(*model, torch::rand({400, 3, 16, 16})).var(0).max().item<double>(), 0.1);
}

TEST(Samplers, WhatTheyLackIsSaid) {
  const auto model = make_autoencoder(testing::tiny_autoencoder("upsample"));
  model->eval();
  EXPECT_ERROR(sample(*model, Sampler::kMixture, 2), HasSubstr("no distribution of its training"));
  EXPECT_ERROR(sample(*model, Sampler::kPrior, 2), HasSubstr("has no prior"));
  AutoencoderOptions wide = testing::tiny_autoencoder("gondara");
  wide.widths = {128};
  const auto long_code = make_autoencoder(wide);
  ASSERT_GT(long_code->code_size(), kLongestDrawnCode);
  fit_codes(*long_code, torch::rand({2, 3, 16, 16}), 1);
  EXPECT_ERROR(sample(*long_code, Sampler::kGaussian, 2), HasSubstr("more than 1024 numbers"));
}

TEST(Samplers, AFilesMixtureMustBeOne) {
  const testing::TempFolder folder;
  const auto options = testing::tiny_autoencoder("tied");
  const auto model = make_autoencoder(options);
  fit_codes(*model, torch::rand({20, 3, 16, 16}), 1);
  const auto file = folder.path() / "model.safetensors";
  save_autoencoder(*model, options, {}, file);
  const TensorFile good = read_safetensors(file);
  for (const torch::Tensor& weights :
       {torch::tensor({-1.0F}), torch::tensor({0.0F}), torch::tensor({NAN}), torch::ones({0}),
        torch::ones({1, 1}), torch::ones({11})}) {
    TensorFile bad = good;
    bad.tensors["codes.weights"] = weights;
    write_safetensors(bad, file);
    EXPECT_ERROR(load_autoencoder(file), HasSubstr("'codes.weights' holds no weights"));
  }
  TensorFile bad = good;
  bad.tensors.erase("codes.low");
  write_safetensors(bad, file);
  EXPECT_ERROR(load_autoencoder(file), HasSubstr("lacks the tensor 'codes.low'"));
}

}  // namespace
}  // namespace antifaz
