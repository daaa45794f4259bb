#include "pipelines/training/best_epoch.hpp"

#include <gtest/gtest.h>
#include <torch/nn/module.h>
#include <torch/types.h>

#include <stdexcept>

#include "pipelines/training/trainer.hpp"
#include "tests/support/error_matcher.hpp"
#include "tests/support/temp_folder.hpp"

namespace antifaz {
namespace {

struct OneNumber : torch::nn::Module {
  OneNumber() : value(register_parameter("value", torch::zeros({1}))) {}
  double now() const { return value.item<double>(); }
  torch::Tensor value;
};

/// Training pulls the number up to 10, validation likes 3 best: it is passed on the way.
class Overshooting : public Objective {
 public:
  torch::nn::Module& module() override { return number; }
  std::size_t size() const override { return 4; }
  std::size_t batch() const override { return 2; }
  Loss loss(const torch::Tensor&, std::int64_t) override {
    return {(number.value - 10).square().sum(), {}};
  }
  NamedValues validate() override {
    errors.push_back(std::abs(number.now() - 3));
    return {{"error", errors.back()}};
  }

  OneNumber number;
  std::vector<double> errors;
};

TrainerOptions patient(int patience, const std::filesystem::path& folder = {}) {
  TrainerOptions options;
  options.folder = folder;
  options.epochs = 30;
  options.learning_rate = 0.25;
  options.constant_rate = true;
  options.patience = patience;
  options.checkpoint_minutes = 0;
  return options;
}

TEST(BestEpoch, EarlyStoppingGoesBackToTheBestEpoch) {
  Observer quiet;
  Overshooting objective;
  const TrainReport report = train(objective, patient(3), quiet);
  const auto best = std::min_element(objective.errors.begin(), objective.errors.end());
  EXPECT_EQ(report.steps, 2 * (best - objective.errors.begin() + 1 + 3));
  EXPECT_LT(report.steps, 60);
  EXPECT_EQ(report.validation.at(0).second, *best);
  EXPECT_EQ(std::abs(objective.number.now() - 3), *best);
}

TEST(BestEpoch, WithoutPatienceTrainingGoesOn) {
  Observer quiet;
  Overshooting objective;
  EXPECT_EQ(train(objective, patient(0), quiet).steps, 60);
  EXPECT_GT(objective.number.now(), 8);
}

TEST(BestEpoch, AResumedRunStopsWhereAWholeOneDoes) {
  struct KilledIn : Observer {
    explicit KilledIn(std::string epoch) : stage(std::move(epoch)) {}
    void progress(const Progress& progress) override {
      if (progress.stage == stage) throw std::runtime_error("killed");
    }
    std::string stage;
  };
  const testing::TempFolder folder;
  Observer quiet;
  Overshooting whole;
  const TrainReport expected = train(whole, patient(3), quiet);
  const std::int64_t last = expected.steps / 2;                  // the epoch it stops after
  for (const std::int64_t epoch : {last - 1, last, last + 1}) {  // the last: stopped, then resumed
    TrainerOptions options = patient(3, folder.path() / std::to_string(epoch));
    Overshooting killed;
    KilledIn observer("epoch " + std::to_string(epoch) + "/30");
    if (epoch <= last) {
      EXPECT_THROW(train(killed, options, observer), std::runtime_error);
    } else {
      train(killed, options, observer);
    }
    options.resume = true;
    Overshooting resumed;
    const TrainReport report = train(resumed, options, quiet);
    EXPECT_EQ(report.steps, expected.steps) << epoch;
    EXPECT_EQ(resumed.number.now(), whole.number.now()) << epoch;
  }
}

TEST(BestEpoch, RefusesADamagedFile) {
  const testing::TempFolder folder;
  const OneNumber module;
  EXPECT_ERROR(BestEpoch(module, folder.write("best.pt", "not weights")),
               ::testing::HasSubstr("is damaged"));
}

}  // namespace
}  // namespace antifaz
