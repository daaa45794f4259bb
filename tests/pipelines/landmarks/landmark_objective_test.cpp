#include "pipelines/landmarks/landmark_objective.hpp"

#include <gmock/gmock.h>
#include <torch/types.h>
#include <torch/utils.h>

#include <cmath>

#include "tests/pipelines/landmarks/painted_shapes.hpp"
#include "tests/support/error_matcher.hpp"
#include "tests/support/temp_folder.hpp"

namespace antifaz {
namespace {

using ::testing::HasSubstr;
using testing::painted_shapes;

LandmarkObjectiveOptions small() {
  LandmarkObjectiveOptions options;
  options.batch = 4;
  options.validation_faces = 3;
  options.samples.worsened = false;
  return options;
}

double first_parameter(const torch::nn::Module& net) {
  return net.parameters()[0].flatten()[0].item<double>();
}

TEST(WingLoss, IsTheLogarithmNearAndTheDistanceFarAway) {
  const auto loss = [](double pixels) {
    const torch::Tensor wanted = torch::full({1, 1, 2}, 0.5);
    return 6 * wing_loss(wanted + pixels / kLandmarkCrop, wanted).item<double>();
  };
  EXPECT_NEAR(loss(0), 0, 1e-6);
  EXPECT_NEAR(loss(3), 6 * std::log(1 + 3 / 1.5), 1e-4);
  EXPECT_NEAR(loss(5.9999), loss(6.0001), 1e-2);  // no step where they meet
  EXPECT_NEAR(loss(20) - loss(10), 10, 1e-4);
  EXPECT_NEAR(loss(-3), loss(3), 1e-4);
}

TEST(LandmarkObjective, LearnsWhereThePointsAre) {
  torch::manual_seed(1);
  LandmarkObjective objective(painted_shapes(), painted_shapes(3), small());
  std::vector<double> errors;
  objective.validated = [&](const TrainReport& report) {
    EXPECT_EQ(report.validation.front().first, "five_error");
    errors.push_back(report.validation.front().second);
  };
  TrainerOptions trainer;
  trainer.epochs = 15;
  Observer observer;
  train(objective, trainer, observer);
  ASSERT_EQ(errors.size(), 15u);
  EXPECT_LT(errors.back(), 0.7 * errors.front());
  EXPECT_NE(first_parameter(objective.module()), first_parameter(*objective.mean_net()));
}

TEST(LandmarkObjective, AnInterruptedRunEndsAsAWholeOneDoes) {
  const auto run = [](const std::filesystem::path& folder, const std::vector<int>& stops) {
    torch::Tensor mean;
    for (std::size_t i = 0; i <= stops.size(); ++i) {
      torch::manual_seed(1);
      LandmarkObjective objective(painted_shapes(), painted_shapes(3), small());
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

TEST(LandmarkObjective, BeginsWithGivenWeights) {
  const testing::TempFolder folder;
  const auto file = folder.path() / "landmarks.safetensors";
  LandmarkNet other;
  save_landmark_net(other, {}, file);
  LandmarkObjective objective(painted_shapes(), painted_shapes(3), small());
  objective.begin_with(file);
  EXPECT_NEAR(first_parameter(objective.module()), first_parameter(other), 1e-3);
  EXPECT_EQ(first_parameter(objective.module()), first_parameter(*objective.mean_net()));
  EXPECT_ERROR(objective.begin_with(folder.path() / "none"), HasSubstr("none"));
}

}  // namespace
}  // namespace antifaz
