#include "pipelines/training/trainer.hpp"

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <torch/types.h>
#include <torch/utils.h>
#include <unistd.h>

#include <fstream>

#include "pipelines/semi_adversarial/gender_objective.hpp"
#include "tests/support/error_matcher.hpp"
#include "tests/support/temp_folder.hpp"
#include "tests/support/tiny_faces.hpp"

namespace antifaz {
namespace {

using ::testing::HasSubstr;

constexpr int kEpochs = 3;

GenderNet tiny_net(std::uint64_t seed) {
  torch::manual_seed(seed);
  GenderNetOptions options;
  options.width = 4;
  options.size = 32;
  return GenderNet(options);
}

TrainerOptions options_in(const std::filesystem::path& folder) {
  TrainerOptions options;
  options.folder = folder;
  options.epochs = kEpochs;
  options.checkpoint_minutes = 0;  // at every record
  return options;
}

/// Dies by SIGKILL at the first word of an epoch.
struct KilledIn : Observer {
  explicit KilledIn(std::string epoch) : stage(std::move(epoch)) {}
  void progress(const Progress& progress) override {
    if (progress.stage == stage) kill(getpid(), SIGKILL);
  }
  std::string stage;
};

GenderNet train_tiny(const TrainerOptions& options, Observer& observer) {
  GenderNet net = tiny_net(1);
  // 44 steps an epoch: the kill falls between two checkpoints, not on one.
  GenderObjective objective(net, testing::tiny_faces(88), testing::tiny_faces(8, 6), {}, 0, 2,
                            torch::kCPU);
  train(objective, options, observer);
  return net;
}

std::string text_of(const std::filesystem::path& file) {
  std::ifstream in(file);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

TEST(Trainer, KilledAndResumedEndsWithTheSameWeightsAndCurve) {
  const testing::TempFolder folder;
  Observer quiet;
  const pid_t child = fork();  // before this process starts any torch threads of its own
  if (child == 0) {
    at::set_num_threads(1);
    KilledIn second("epoch 2/" + std::to_string(kEpochs));
    train_tiny(options_in(folder.path() / "killed"), second);
    _exit(0);
  }
  int status = 0;
  ASSERT_EQ(waitpid(child, &status, 0), child);
  ASSERT_TRUE(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);

  at::set_num_threads(1);
  GenderNet whole = train_tiny(options_in(folder.path() / "whole"), quiet);
  TrainerOptions rest = options_in(folder.path() / "killed");
  rest.resume = true;
  GenderNet resumed = train_tiny(rest, quiet);

  const auto expected = whole->named_parameters(), actual = resumed->named_parameters();
  for (const auto& item : expected) {
    EXPECT_TRUE(torch::equal(item.value(), actual[item.key()])) << item.key();
  }
  EXPECT_EQ(text_of(folder.path() / "killed" / "metrics.jsonl"),
            text_of(folder.path() / "whole" / "metrics.jsonl"));
}

TEST(Trainer, LearnsWhatIsThereToLearn) {
  const testing::TempFolder folder;
  Observer quiet;
  GenderNet net = tiny_net(2);
  GenderObjective objective(net, testing::tiny_faces(64), testing::tiny_faces(16, 6), {}, 0, 8,
                            torch::kCPU);
  TrainerOptions options = options_in(folder.path() / "run");
  options.epochs = 8;
  const TrainReport report = train(objective, options, quiet);
  EXPECT_EQ(report.steps, 64);
  EXPECT_EQ(report.validation.at(0).first, "auc");
  EXPECT_GT(report.validation.at(0).second, 0.95);
}

TEST(Trainer, NeverWritesOverARunOrMixesTwo) {
  const testing::TempFolder folder;
  Observer quiet;
  TrainerOptions options = options_in(folder.path() / "run");
  options.epochs = 1;
  options.resume = true;
  EXPECT_ERROR(train_tiny(options, quiet), HasSubstr("no checkpoint to resume"));
  options.resume = false;
  train_tiny(options, quiet);
  EXPECT_ERROR(train_tiny(options, quiet), HasSubstr("holds a training run already"));
  options.resume = true;
  options.seed = 99;
  EXPECT_ERROR(train_tiny(options, quiet), HasSubstr("other options"));
  std::ofstream(folder.path() / "run" / "checkpoint.pt") << "not a checkpoint";
  EXPECT_ERROR(train_tiny(options, quiet), HasSubstr("no checkpoint of this program"));
}

}  // namespace
}  // namespace antifaz
