#include "pipelines/detection/detector_objective.hpp"

#include <gmock/gmock.h>
#include <torch/types.h>
#include <torch/utils.h>

#include <numeric>

#include "tests/support/error_matcher.hpp"
#include "tests/support/painted_faces.hpp"
#include "tests/support/temp_folder.hpp"

namespace antifaz {
namespace {

using ::testing::HasSubstr;
using testing::painted_sources;

DetectorObjectiveOptions small() {
  DetectorObjectiveOptions options;
  options.compose.side = 96;
  options.batch = 4;
  options.pictures = 16;
  options.validation_pictures = 8;
  options.empty_pictures = 8;
  return options;
}

double first_parameter(DetectorNet& net) { return net.parameters()[0].flatten()[0].item<double>(); }

TEST(DetectorObjective, LearnsAndItsMeanFollows) {
  torch::manual_seed(1);
  DetectorObjectiveOptions options = small();
  options.pictures = 80;
  options.validation_pictures = options.empty_pictures = 2;
  DetectorObjective objective(painted_sources(), painted_sources(3), options);
  int validations = 0;
  objective.validated = [&](const TrainReport& report) {
    ++validations;
    EXPECT_EQ(report.steps, 20 * validations);
    EXPECT_EQ(report.validation.front().first, "missed_precision");
  };
  std::vector<double> losses;
  class Listener : public Observer {
   public:
    explicit Listener(std::vector<double>& losses) : losses_(losses) {}
    void progress(const Progress& progress) override {
      losses_.push_back(progress.values.at(0).second);
    }

   private:
    std::vector<double>& losses_;
  } listener(losses);
  TrainerOptions trainer;
  trainer.epochs = 12;
  train(objective, trainer, listener);
  EXPECT_EQ(validations, 12);
  const auto mean_of_five = [&](auto first) { return std::accumulate(first, first + 5, 0.) / 5; };
  EXPECT_LT(mean_of_five(losses.end() - 5), 0.8 * mean_of_five(losses.begin()));
  auto& net = static_cast<DetectorNet&>(objective.module());
  EXPECT_NE(first_parameter(net), first_parameter(*objective.mean_net()));
  EXPECT_NEAR(first_parameter(net), first_parameter(*objective.mean_net()), 0.1);
}

TEST(DetectorObjective, AnInterruptedRunEndsAsAWholeOneDoes) {
  const auto run = [](const std::filesystem::path& folder, const std::vector<int>& stops) {
    torch::Tensor mean;
    for (std::size_t i = 0; i <= stops.size(); ++i) {
      torch::manual_seed(1);
      DetectorObjective objective(painted_sources(), painted_sources(3), small());
      class Stopper : public Observer {
       public:
        explicit Stopper(int after) : after_(after) {}
        bool wants_stop() const override { return after_-- == 0; }

       private:
        mutable int after_;
      } stopper(i < stops.size() ? stops[i] : -1);
      TrainerOptions trainer;
      trainer.folder = folder;
      trainer.epochs = 2;
      trainer.constant_rate = true;
      trainer.resume = i > 0;
      try {
        train(objective, trainer, stopper);
      } catch (const Stopped&) {
      }
      mean = objective.mean_net()->parameters()[0].clone();
    }
    return mean;
  };
  const testing::TempFolder folder;
  EXPECT_TRUE(run(folder.path() / "whole", {}).equal(run(folder.path() / "parts", {2, 1})));
}

TEST(DetectorObjective, TheThresholdRisesWithTheScoresOfFalseFinds) {
  torch::manual_seed(1);
  DetectorObjectiveOptions options = small();
  options.empty_pictures = 2;
  DetectorObjective objective(painted_sources(), painted_sources(3), options);
  EXPECT_EQ(objective.threshold(), 0.3);  // a new network thinks no face likely
  const torch::NoGradGuard no_grad;
  objective.mean_net()->named_parameters()["score.bias"].fill_(0.4);
  EXPECT_NEAR(objective.threshold(), 0.6, 0.05);  // 1 / (1 + exp(-0.4))
  objective.mean_net()->named_parameters()["score.bias"].fill_(9);
  EXPECT_EQ(objective.threshold(), 0.9);
}

TEST(DetectorObjective, BeginsWithGivenWeights) {
  const testing::TempFolder folder;
  const auto file = folder.path() / "detector.safetensors";
  DetectorNet other;
  save_detector(other, {}, file);
  DetectorObjective objective(painted_sources(), painted_sources(3), small());
  objective.begin_with(file);
  EXPECT_NEAR(first_parameter(static_cast<DetectorNet&>(objective.module())),
              first_parameter(other), 1e-3);
  EXPECT_EQ(first_parameter(static_cast<DetectorNet&>(objective.module())),
            first_parameter(*objective.mean_net()));
  EXPECT_ERROR(objective.begin_with(folder.path() / "none"), HasSubstr("none"));
}

}  // namespace
}  // namespace antifaz
