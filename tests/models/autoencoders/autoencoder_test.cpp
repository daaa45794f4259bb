#include <gtest/gtest.h>
#include <torch/optim/adam.h>
#include <torch/types.h>
#include <torch/utils.h>

#include <algorithm>

#include "models/autoencoders/factory.hpp"
#include "models/autoencoders/kept/code_distribution.hpp"
#include "tests/support/error_matcher.hpp"
#include "tests/support/module_copies.hpp"
#include "tests/support/temp_folder.hpp"

namespace antifaz {
namespace {

using ::testing::HasSubstr;

constexpr int64_t kGondaraChannels = 64;

struct Case {
  std::string label;
  AutoencoderOptions options;
};

void PrintTo(const Case& one, std::ostream* out) { *out << one.label; }

Case make_case(const std::string& variant, std::vector<int64_t> shape,
               AutoencoderNetwork network = AutoencoderNetwork::kAuto,
               Likelihood likelihood = Likelihood::kGaussian) {
  Case one{variant, {}};
  std::replace(one.label.begin(), one.label.end(), '-', '_');
  for (const int64_t extent : shape) one.label += "_" + std::to_string(extent);
  one.options.variant = variant;
  one.options.shape = std::move(shape);
  one.options.code = 6;
  one.options.widths = {8, 8};
  if (variant == "gondara") one.options.widths = {kGondaraChannels};
  one.options.network = network;
  one.options.likelihood = likelihood;
  one.options.dropout = 0.1;
  one.options.noise = 0.05;
  one.options.codeword = 2;
  return one;
}

/// Numbers in the code of a case.
int64_t code_of(const AutoencoderOptions& options) {
  if (options.variant == "gondara") return kGondaraChannels * 2 * 3;
  if (options.variant == "residual-denoiser") return 3 * 8 * 12 + 8 * 4 * 6 + 8 * 2 * 3;
  return options.code;
}

/// Every variant of the factory's list on colour images, and what differs by shape or network.
std::vector<Case> cases() {
  std::vector<Case> all;
  for (const AutoencoderVariant& variant : autoencoder_variants()) {
    all.push_back(make_case(variant.name, {3, 8, 12}));
  }
  for (const char* name : {"pca", "fully-connected", "tied", "dropout", "denoising", "sparse-l1",
                           "sparse-kl", "contractive", "variational", "beta-tc",
                           "importance-weighted", "wae-mmd", "vector-quantised"}) {
    all.push_back(make_case(name, {35}));
  }
  all.push_back(
      make_case("variational", {1, 8, 8}, AutoencoderNetwork::kTransposed, Likelihood::kBernoulli));
  return all;
}

class AutoencoderTest : public ::testing::TestWithParam<Case> {
 protected:
  const AutoencoderOptions& options() const { return GetParam().options; }

  std::shared_ptr<Autoencoder> make(std::uint64_t seed = 1) const {
    torch::manual_seed(seed);
    return make_autoencoder(options());
  }
  /// `n` smooth examples in [0, 1] of a few causes: there is something to compress.
  torch::Tensor batch(int64_t n) const {
    torch::manual_seed(7);
    int64_t d = 1;
    for (const int64_t extent : options().shape) d *= extent;
    const torch::Tensor x = torch::sigmoid(torch::randn({n, 3}).mm(torch::randn({3, d})));
    std::vector<int64_t> sizes{n};
    sizes.insert(sizes.end(), options().shape.begin(), options().shape.end());
    return x.view(sizes);
  }
  /// Some steps of plain training, or a fit; the loss before and after (mean squared error).
  static std::pair<double, double> learn(Autoencoder& model, const torch::Tensor& x, int steps) {
    const auto error = [&] {
      const torch::NoGradGuard no_grad;
      model.eval();
      return torch::mse_loss(model.forward(x).output, x).item<double>();
    };
    const double before = error();
    model.centre(x);
    if (!model.fit(x)) {
      torch::optim::Adam optimizer(model.parameters(), 1e-2);
      model.train();
      for (int i = 0; i < steps; ++i) {
        optimizer.zero_grad();
        model.loss(x, x).total.backward();
        optimizer.step();
      }
    }
    return {before, error()};
  }
};

TEST_P(AutoencoderTest, HasTheShapesItPromises) {
  const auto model = make();
  model->eval();
  const torch::Tensor x = batch(5);
  const torch::Tensor code = model->encode(x);
  EXPECT_EQ(code.sizes(), at::IntArrayRef({5, model->code_size()}));
  EXPECT_EQ(model->code_size(), code_of(options()));
  EXPECT_EQ(model->decode(code).sizes(), x.sizes());
  const Reconstruction made = model->forward(x);
  EXPECT_EQ(made.output.sizes(), x.sizes());
  EXPECT_EQ(made.penalty.dim(), 0);
  EXPECT_TRUE(torch::allclose(made.output, model->decode(made.code)));
}

TEST_P(AutoencoderTest, RefusesOtherShapes) {
  const auto model = make();
  std::vector<int64_t> sizes{2};
  sizes.insert(sizes.end(), options().shape.begin(), options().shape.end());
  sizes.back() += 8;
  EXPECT_THROW(model->encode(torch::rand(sizes)), c10::Error);
  EXPECT_THROW(model->encode(torch::rand(options().shape)), c10::Error);
  EXPECT_THROW(model->decode(torch::rand({2, 7})), c10::Error);
}

TEST_P(AutoencoderTest, LearnsHowExamplesDifferFromTheirMean) {
  const auto plain = make(), centred = make();
  const torch::Tensor x = batch(16);
  centred->centre(x);
  plain->eval();
  centred->eval();
  torch::Tensor mean = x.mean(0), scale = (x - mean).square().mean().sqrt();
  if (options().variant == "pca")
    mean = torch::zeros_like(mean), scale = torch::ones({});  // fits its own
  const torch::Tensor code = centred->encode(x);
  EXPECT_TRUE(torch::allclose(code, plain->encode((x - mean) / scale), 1e-4, 1e-5));
  const torch::Tensor made = centred->decode(code), last = plain->decode(code);
  EXPECT_TRUE(
      options().likelihood == Likelihood::kBernoulli
          ? torch::allclose(torch::logit(made), torch::logit(last) + torch::logit(mean), 1e-4, 1e-5)
          : torch::allclose(made, last * scale + mean, 1e-4, 1e-5));
}

TEST_P(AutoencoderTest, GradientsReachEveryParameter) {
  const auto model = make();
  const torch::Tensor x = batch(16);
  model->train();
  if (!model->parameters().empty()) model->loss(x, x).total.backward();
  for (const auto& item : model->named_parameters()) {
    ASSERT_TRUE(item.value().grad().defined()) << item.key();
    EXPECT_GT(item.value().grad().abs().sum().item<double>(), 0) << item.key();
  }
}

TEST_P(AutoencoderTest, OverfitsOneBatch) {
  const auto model = make();
  const auto [before, after] = learn(*model, batch(16), 250);
  EXPECT_LT(after, 0.25 * before);
}

TEST_P(AutoencoderTest, SameSeedSameWeights) {
  const torch::Tensor x = batch(16);
  std::vector<std::vector<torch::Tensor>> weights;
  for (int run = 0; run < 2; ++run) {
    const auto model = make(3);
    learn(*model, x, 3);
    weights.push_back(testing::copies(*model));
  }
  EXPECT_TRUE(testing::all_equal(weights[0], weights[1]));
}

TEST_P(AutoencoderTest, ComesBackFromAFile) {
  const testing::TempFolder folder;
  const auto file = folder.path() / "model.safetensors";
  const auto model = make();
  const torch::Tensor x = batch(16);
  learn(*model, x, 3);
  save_autoencoder(*model, options(), {{"note", "kept"}}, file);
  const LoadedAutoencoder loaded = load_autoencoder(file);
  EXPECT_TRUE(torch::equal(loaded.model->forward(x).output, model->forward(x).output));
  EXPECT_EQ(loaded.options.shape, options().shape);
  EXPECT_EQ(loaded.card.at("note"), "kept");
}

TEST_P(AutoencoderTest, InventsFromItsFileWhatItInvents) {
  const testing::TempFolder folder;
  const auto file = folder.path() / "model.safetensors";
  const auto model = make();
  learn(*model, batch(16), 3);
  fit_codes(*model, batch(16), 1);
  save_autoencoder(*model, options(), {}, file);
  const LoadedAutoencoder loaded = load_autoencoder(file);
  for (const Sampler sampler : {Sampler::kGaussian, Sampler::kMixture}) {
    torch::manual_seed(5);
    const torch::Tensor drawn = sample(*model, sampler, 4);
    torch::manual_seed(5);
    EXPECT_TRUE(torch::equal(sample(*loaded.model, sampler, 4), drawn));
    EXPECT_EQ(drawn.sizes(), batch(4).sizes());
    EXPECT_FALSE(torch::equal(drawn[0], drawn[1]));
  }
}

INSTANTIATE_TEST_SUITE_P(All, AutoencoderTest, ::testing::ValuesIn(cases()),
                         [](const auto& tested) { return tested.param.label; });

TEST(AutoencoderFactory, TakesAsManyStagesAsTheSidesAllow) {
  const auto parameters = [](std::vector<int64_t> shape, std::vector<int64_t> widths) {
    AutoencoderOptions options = make_case("upsample", std::move(shape)).options;
    options.widths = std::move(widths);
    std::vector<std::string> sizes;
    for (const torch::Tensor& one : make_autoencoder(options)->parameters()) {
      sizes.push_back(std::to_string(one.numel()));
    }
    return sizes;
  };
  EXPECT_EQ(parameters({1, 28, 28}, {}), parameters({1, 28, 28}, {24, 48}));
  EXPECT_EQ(parameters({1, 32, 32}, {}), parameters({1, 32, 32}, {24, 48, 96}));
  EXPECT_EQ(parameters({3, 10, 12}, {}), parameters({3, 10, 12}, {24}));
  EXPECT_ERROR(parameters({3, 9, 12}, {}), HasSubstr("can't be halved 1 times"));
}

TEST(AutoencoderFactory, RefusesWhatDoesNotFit) {
  AutoencoderOptions options = make_case("upsample", {3, 10, 12}).options;
  EXPECT_ERROR(make_autoencoder(options), HasSubstr("12x10 can't be halved 2 times"));
  options.shape = {20};
  EXPECT_ERROR(make_autoencoder(options), HasSubstr("needs images"));
  options.variant = "quantum";
  EXPECT_ERROR(make_autoencoder(options), HasSubstr("no autoencoder 'quantum'"));
  options.variant = "denoising";
  options.noise = 0;
  EXPECT_ERROR(make_autoencoder(options), HasSubstr("must be positive"));
}

}  // namespace
}  // namespace antifaz
