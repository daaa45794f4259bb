#include "pipelines/autoencoders/autoencode.hpp"

#include <gtest/gtest.h>
#include <torch/types.h>
#include <torch/utils.h>

#include <stdexcept>

#include "models/autoencoders/factory.hpp"
#include "tests/support/error_matcher.hpp"
#include "tests/support/impatient.hpp"
#include "tests/support/module_copies.hpp"
#include "tests/support/temp_folder.hpp"

namespace antifaz {
namespace {

using testing::all_equal;
using testing::copies;
using ::testing::HasSubstr;

/// Rows of 20 numbers in [0, 1] that 3 causes explain.
torch::Tensor rows(int64_t n, std::uint64_t seed = 4) {
  torch::manual_seed(9);
  const torch::Tensor effects = torch::randn({3, 20});
  torch::manual_seed(seed);
  return torch::sigmoid(torch::randn({n, 3}).mm(effects));
}

std::shared_ptr<Autoencoder> model(const std::string& variant = "fully-connected") {
  torch::manual_seed(1);
  AutoencoderOptions options;
  options.variant = variant;
  options.shape = {20};
  options.code = 3;
  options.widths = {16, 8};
  return make_autoencoder(options);
}

TrainerOptions brief(int epochs = 2) {
  TrainerOptions options;
  options.epochs = epochs;
  return options;
}

double error_of(Autoencoder& model, const torch::Tensor& x) {
  model.eval();
  return torch::mse_loss(reconstruct_all(model, x), x).item<double>();
}

TEST(Autoencode, BytesStandForZeroToOne) {
  const torch::Tensor bytes = torch::tensor({{0, 255}, {51, 102}}, torch::kUInt8);
  EXPECT_TRUE(torch::allclose(float_rows(bytes, torch::tensor({1})), torch::tensor({{0.2, 0.4}})));
  const torch::Tensor doubles = torch::tensor({{7.5}, {-2.0}}, torch::kDouble);
  EXPECT_TRUE(
      torch::equal(float_rows(doubles, torch::tensor({1, 0})), torch::tensor({{-2.0F}, {7.5F}})));
  const auto same = [](const torch::Tensor& x) { return x; };
  EXPECT_TRUE(torch::allclose(map_batches(bytes, same, torch::kCPU, 1),
                              torch::tensor({{0.0, 1.0}, {0.2, 0.4}})));
}

TEST(Autoencode, EveryTenthExampleValidates) {
  const torch::Tensor x = torch::arange(25).view({25, 1}).to(torch::kFloat32);
  const auto [training, validation] = split_examples({x, x + 100});
  EXPECT_TRUE(torch::equal(validation.clean.flatten(), torch::tensor({9.0F, 19.0F})));
  EXPECT_TRUE(torch::equal(validation.noisy.flatten(), torch::tensor({109.0F, 119.0F})));
  EXPECT_EQ(training.size(), 23U);
}

TEST(Autoencode, CodesAndReconstructionsOfAllAreThoseOfEach) {
  const auto one = model();
  one->eval();
  const torch::Tensor x = rows(200);  // more than a batch
  const torch::NoGradGuard no_grad;
  EXPECT_TRUE(torch::allclose(encode_all(*one, x), one->encode(x), 1e-4, 1e-6));
  EXPECT_TRUE(
      torch::allclose(decode_all(*one, encode_all(*one, x)), reconstruct_all(*one, x), 1e-4, 1e-6));
}

TEST(Autoencode, TrainsAndValidates) {
  Observer quiet;
  const auto one = model();
  const torch::Tensor x = rows(256), other = rows(64, 5);
  const double before = error_of(*one, other);
  TrainerOptions options = brief(20);
  options.learning_rate = 1e-2;
  const TrainReport report = train_autoencoder(one, {{x, {}}, {other, {}}, 32}, options, quiet);
  EXPECT_EQ(report.steps, 20 * 8);
  ASSERT_EQ(report.validation.size(), 2U);
  EXPECT_EQ(report.validation[1].first, "mse");
  EXPECT_NEAR(report.validation[1].second, error_of(*one, other), 1e-6);
  EXPECT_LT(report.validation[1].second, 0.3 * before);
}

TEST(Autoencode, ValidatesAVariationalModelAsAfterItsWarmUp) {
  AutoencoderOptions options;
  options.variant = "variational";
  options.shape = {20};
  options.code = 3;
  options.warmup = 5;
  torch::manual_seed(1);
  const std::shared_ptr<Autoencoder> one = make_autoencoder(options);
  const torch::Tensor x = rows(32);
  AutoencoderObjective objective(one, {{x, {}}, {x, {}}, 32});
  const torch::NoGradGuard no_grad;
  one->eval();
  const NamedValues late = objective.validate();
  one->start_epoch(0);
  EXPECT_NE(one->loss(x, x).total.item<double>(), late[0].second);
  EXPECT_EQ(objective.validate(), late);
}

TEST(Autoencode, LearnsFromTheNoisyToTheClean) {
  // The clean examples are all alike: seen through noise, only a model trained on pairs says so.
  Observer quiet;
  const torch::Tensor noisy = rows(128), clean = torch::full_like(noisy, 0.5);
  const auto paired = model();
  TrainerOptions options = brief(20);
  options.learning_rate = 1e-2;
  train_autoencoder(paired, {{clean, noisy}, {clean, noisy}, 32}, options, quiet);
  EXPECT_LT(torch::mse_loss(reconstruct_all(*paired, noisy), clean).item<double>(),
            0.1 * torch::mse_loss(noisy, clean).item<double>());
}

TEST(Autoencode, FitsWhatHasAClosedForm) {
  Observer quiet;
  const auto pca = model("pca");
  const torch::Tensor x = rows(100);
  const TrainReport report = train_autoencoder(pca, {{x, {}}, {x, {}}, 32}, brief(), quiet);
  EXPECT_EQ(report.steps, 1);
  EXPECT_LT(report.validation[1].second, 0.5 * x.var(0).mean().item<double>());
}

TEST(Autoencode, RefusesWhatDoesNotFit) {
  Observer quiet;
  const auto train_on = [&](const Examples& some) {
    train_autoencoder(model(), {some, {}, 8}, brief(), quiet);
  };
  EXPECT_ERROR(train_on({torch::rand({8, 19}), {}}),
               HasSubstr("takes examples of 20, these are 19"));
  EXPECT_ERROR(train_on({rows(8), rows(7)}), HasSubstr("7 noisy and 8 clean"));
  EXPECT_ERROR(train_on({}), HasSubstr("nothing to train on"));
}

TEST(PretrainLayers, TrainsEveryLayerAndHelps) {
  Observer quiet;
  const torch::Tensor x = rows(256);
  const auto one = model();
  const auto before = copies(*one);
  const double untrained = error_of(*one, x);
  TrainerOptions options = brief(15);
  options.learning_rate = 1e-2;
  pretrain_layers(*one, {{x, {}}, {}, 32}, options, quiet);
  const auto after = copies(*one);
  for (std::size_t i = 0; i < after.size(); ++i) {
    EXPECT_FALSE(torch::equal(after[i], before[i])) << one->named_parameters()[i].key();
  }
  EXPECT_TRUE(one->is_training());
  EXPECT_LT(error_of(*one, x), 0.5 * untrained);  // before the whole was trained at all
}

TEST(PretrainLayers, InterruptedAndResumedGivesTheSameWeights) {
  struct KilledAt : Observer {
    explicit KilledAt(int n) : left(n) {}
    void progress(const Progress&) override {
      if (--left == 0) throw std::runtime_error("killed");
    }
    int left;
  };
  const testing::TempFolder folder;
  Observer quiet;
  const torch::Tensor x = rows(64);
  const auto pretrained = [&](const char* name, bool resume, Observer& observer) {
    const auto one = model();
    TrainerOptions options = brief(3);
    options.folder = folder.path() / name;
    options.resume = resume;
    pretrain_layers(*one, {{x, {}}, {x, {}}, 16}, options, observer);
    return copies(*one);
  };
  const auto whole = pretrained("whole", false, quiet);
  KilledAt second_layer(5);  // there is a word an epoch
  EXPECT_THROW(pretrained("killed", false, second_layer), std::runtime_error);
  EXPECT_TRUE(std::filesystem::exists(folder.path() / "killed" / "layer2"));
  EXPECT_FALSE(std::filesystem::exists(folder.path() / "killed" / "layer3"));
  EXPECT_TRUE(all_equal(pretrained("killed", true, quiet), whole));
}

/// Wants to stop after so many steps.
TEST(PretrainLayers, StoppedAtAnyStepItGoesOnToTheSameWeights) {
  const testing::TempFolder folder;
  Observer quiet;
  const torch::Tensor x = rows(64);
  const auto trained = [&](const std::string& name, bool resume, Observer& observer) {
    const auto one = model();
    TrainerOptions options = brief(1);
    options.folder = folder.path() / name;
    options.resume = resume;
    expect_pretraining_folder(options);
    pretrain_and_train(one, {{x, {}}, {x, {}}, 16}, options, options, observer);
    return copies(*one);
  };
  const auto whole = trained("whole", false, quiet);
  for (const int steps : {0, 1, 5, 13}) {  // of 3 layers and the whole, 4 steps each
    const std::string name = "stopped" + std::to_string(steps);
    testing::Impatient stops(steps);
    EXPECT_THROW(trained(name, false, stops), Stopped) << steps;
    EXPECT_ERROR(trained(name, false, quiet), HasSubstr("add --resume")) << steps;
    EXPECT_TRUE(all_equal(trained(name, true, quiet), whole)) << steps;
  }
}

TEST(PretrainLayers, OfPairsEveryLayerGoesFromNoisyToClean) {
  Observer quiet;
  const torch::Tensor noisy = rows(128), clean = torch::full_like(noisy, 0.5);
  const auto one = model();
  TrainerOptions options = brief(20);
  options.learning_rate = 1e-2;
  pretrain_layers(*one, {{clean, noisy}, {}, 32}, options, quiet);
  EXPECT_LT(torch::mse_loss(reconstruct_all(*one, noisy), clean).item<double>(),
            0.3 * torch::mse_loss(noisy, clean).item<double>());
}

TEST(PretrainLayers, NeedsAStackOfLayers) {
  Observer quiet;
  AutoencoderOptions options;
  options.shape = {1, 8, 8};
  const auto convolutional = make_autoencoder(options);
  EXPECT_ERROR(
      pretrain_layers(*convolutional, {{torch::rand({4, 1, 8, 8}), {}}, {}, 2}, brief(), quiet),
      HasSubstr("only a fully connected autoencoder"));
}

}  // namespace
}  // namespace antifaz
