#include "pipelines/semi_adversarial/san_objective.hpp"

#include <gtest/gtest.h>
#include <torch/types.h>
#include <torch/utils.h>

#include <stdexcept>

#include "models/judges/gender_net.hpp"
#include "models/judges/student_net.hpp"
#include "tests/support/error_matcher.hpp"
#include "tests/support/module_copies.hpp"
#include "tests/support/temp_folder.hpp"
#include "tests/support/tiny_faces.hpp"

namespace antifaz {
namespace {

using testing::all_equal;
using testing::copies;
using ::testing::HasSubstr;

/// A loop of networks as small as they come; the same ones at every call.
struct TinyLoop {
  explicit TinyLoop(std::size_t attackers) {
    torch::manual_seed(1);
    GenderNetOptions small;
    small.width = 4;
    small.size = 32;
    StudentNetOptions tiny;
    tiny.width = 8;
    GeneratorOptions narrow;
    narrow.width = 8;
    generator = Generator(narrow);
    judges = {{GenderNet(small).ptr(), GenderNet(small).ptr()},
              {GenderNet(small).ptr()},
              {std::make_shared<StudentNet>(tiny)},
              {GenderNet(small).ptr()},
              {}};
    for (std::size_t i = 0; i < attackers; ++i) judges.adapting.emplace_back(small);
  }

  SanObjective objective(bool restoring = false) {
    SanOptions options;
    options.batch = 4;
    options.restoring = restoring;
    return SanObjective(generator, judges, faces, options, torch::kCPU);
  }

  TrainingFaces faces{testing::tiny_faces(24), testing::tiny_faces(8, 6)};
  Generator generator{nullptr};
  SanJudges judges;  // shares its networks with the objective
};

TrainerOptions two_epochs(const std::filesystem::path& folder) {
  TrainerOptions options;
  options.folder = folder;
  options.epochs = 2;
  return options;
}

TEST(TrainSan, OnlyTheGeneratorLearns) {
  TinyLoop loop(0);
  SanObjective objective = loop.objective();
  const auto first = copies(*loop.judges.classifiers[0]);
  const auto second = copies(*loop.judges.classifiers[1]);
  const auto matcher = copies(*loop.judges.matchers[0]);
  const auto before = copies(*loop.generator);

  const testing::TempFolder folder;
  Observer quiet;
  const TrainReport report = train(objective, two_epochs(folder.path() / "run"), quiet);

  EXPECT_TRUE(all_equal(first, copies(*loop.judges.classifiers[0])));
  EXPECT_TRUE(all_equal(second, copies(*loop.judges.classifiers[1])));
  EXPECT_TRUE(all_equal(matcher, copies(*loop.judges.matchers[0])));
  const auto after = loop.generator->named_parameters();
  std::size_t i = 0;
  for (const auto& item : after) {
    EXPECT_FALSE(torch::equal(item.value(), before[i++])) << item.key() << " did not move";
  }
  ASSERT_EQ(report.validation.size(), 9U);
  EXPECT_EQ(report.validation[0].first, "opposite_auc_0");
}

/// Stops a run from outside, as a kill does, at the first word of its second epoch.
struct StoppedInTheSecondEpoch : Observer {
  void progress(const Progress& progress) override {
    if (progress.stage == "epoch 2/2") throw std::runtime_error("stopped");
  }
};

TEST(TrainSan, AttackersAndRestorerAdaptAndOutliveAnInterruption) {
  const testing::TempFolder folder;
  Observer quiet;
  TinyLoop whole(1);
  SanObjective uninterrupted = whole.objective(/*restoring=*/true);
  const auto attacker = copies(*whole.judges.adapting[0]);
  const auto restorer = copies(*uninterrupted.state().named_children()["restorer"]);
  train(uninterrupted, two_epochs(folder.path() / "whole"), quiet);
  EXPECT_FALSE(all_equal(attacker, copies(*whole.judges.adapting[0])));
  EXPECT_FALSE(all_equal(restorer, copies(*uninterrupted.state().named_children()["restorer"])));

  TrainerOptions options = two_epochs(folder.path() / "stopped");
  StoppedInTheSecondEpoch stop;
  TinyLoop stopped(1);
  SanObjective interrupted = stopped.objective(true);
  EXPECT_THROW(train(interrupted, options, stop), std::runtime_error);
  options.resume = true;
  TinyLoop resumed(1);
  SanObjective rest = resumed.objective(true);
  train(rest, options, quiet);
  EXPECT_TRUE(all_equal(copies(uninterrupted.state()), copies(rest.state())));
}

TEST(TrainSan, MissingLabelsAreSaidBeforeTraining) {
  TinyLoop loop(0);
  loop.faces.validation.labels.fill_(-1);
  EXPECT_ERROR(loop.objective(), HasSubstr("no face of the validation part is labelled"));
  loop.faces.validation = testing::tiny_faces(8, 6);
  loop.faces.training.labels.fill_(-1);
  EXPECT_ERROR(loop.objective(), HasSubstr("the training part needs faces labelled"));
}

}  // namespace
}  // namespace antifaz
