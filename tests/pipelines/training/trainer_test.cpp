#include "pipelines/training/trainer.hpp"

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <torch/types.h>
#include <torch/utils.h>
#include <unistd.h>

#include <fstream>
#include <stdexcept>

#include "tests/support/error_matcher.hpp"
#include "tests/support/temp_folder.hpp"
#include "tests/support/tiny_objective.hpp"

namespace antifaz {
namespace {

using ::testing::HasSubstr;
using testing::tiny_net;
using testing::TinyObjective;

constexpr int kEpochs = 3;

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
  TinyObjective objective(net, testing::tiny_faces(88), 2);
  train(objective, options, observer);
  return net;
}

std::string text_of(const std::filesystem::path& file) {
  std::ifstream in(file);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

void expect_equal_runs(GenderNet& expected, GenderNet& actual, const std::filesystem::path& whole,
                       const std::filesystem::path& parts) {
  const auto theirs = expected->named_parameters(), ours = actual->named_parameters();
  for (const auto& item : theirs) {
    EXPECT_TRUE(torch::equal(item.value(), ours[item.key()])) << item.key();
  }
  EXPECT_EQ(text_of(parts / "metrics.jsonl"), text_of(whole / "metrics.jsonl"));
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
  expect_equal_runs(whole, resumed, folder.path() / "whole", folder.path() / "killed");
}

/// Wants to stop at some question, as a user may at any step.
struct StopsAt : Observer {
  explicit StopsAt(int question) : left(question) {}
  bool wants_stop() const override { return --left <= 0; }
  mutable int left;
};

TEST(Trainer, StoppedAtAnyStepAndResumedEndsWithTheSameWeightsAndCurve) {
  const testing::TempFolder folder;
  Observer quiet;
  at::set_num_threads(1);
  GenderNet whole = train_tiny(options_in(folder.path() / "whole"), quiet);
  TrainerOptions options = options_in(folder.path() / "stopped");
  options.checkpoint_minutes = 60;
  for (const int steps : {1, 6, 37, 44}) {  // between records, on one, at the end of an epoch
    StopsAt observer(steps);
    EXPECT_THAT([&] { train_tiny(options, observer); },
                ::testing::ThrowsMessage<Stopped>(HasSubstr("--resume goes on from here")));
    options.resume = true;
  }
  GenderNet resumed = train_tiny(options, quiet);
  expect_equal_runs(whole, resumed, folder.path() / "whole", folder.path() / "stopped");
}

TEST(Trainer, WithoutAFolderStoppingKeepsNothing) {
  StopsAt observer(3);
  EXPECT_THAT([&] { train_tiny(options_in({}), observer); },
              ::testing::ThrowsMessage<Stopped>(HasSubstr("nothing of it was kept")));
}

/// Ends a run before its first record.
struct FailsAtOnce : TinyObjective {
  using TinyObjective::TinyObjective;
  Loss loss(const torch::Tensor&, std::int64_t) override { throw std::runtime_error("killed"); }
};

TEST(Trainer, ARunEndedBeforeItsFirstStepGoesOn) {
  const testing::TempFolder folder;
  Observer quiet;
  at::set_num_threads(1);
  GenderNet whole = train_tiny(options_in(folder.path() / "whole"), quiet);
  TrainerOptions options = options_in(folder.path() / "ended");
  for (const bool resume : {false, true}) {  // and once more, before its first step again
    options.resume = resume;
    FailsAtOnce ended(tiny_net(1), testing::tiny_faces(88), 2);
    EXPECT_THROW(train(ended, options, quiet), std::runtime_error);
  }
  GenderNet resumed = train_tiny(options, quiet);
  expect_equal_runs(whole, resumed, folder.path() / "whole", folder.path() / "ended");
}

/// Tells of more after the first step, and then of less.
struct ChangesItsParts : TinyObjective {
  using TinyObjective::TinyObjective;
  Loss loss(const torch::Tensor& rows, std::int64_t epoch) override {
    Loss loss = TinyObjective::loss(rows, epoch);
    if (++steps == 1) loss.parts.clear();
    if (steps == 2) loss.parts.insert(loss.parts.begin(), {{"first", 1}, {"second", 2}});
    return loss;
  }
  int steps = 0;
};

TEST(Trainer, PartsOfTheLossMayComeAndGo) {
  struct Keeps : Observer {
    void progress(const Progress& progress) override { values = progress.values; }
    NamedValues values;
  };
  Keeps observer;
  TrainerOptions options;
  options.epochs = 1;
  ChangesItsParts objective(tiny_net(1), testing::tiny_faces(8), 2);
  train(objective, options, observer);
  ASSERT_EQ(observer.values.size(), 4U);
  EXPECT_EQ(observer.values[1], (std::pair<std::string, double>("first", 1)));
  EXPECT_EQ(observer.values[3].first, "entropy");
}

TEST(Trainer, LearnsWhatIsThereToLearn) {
  const testing::TempFolder folder;
  Observer quiet;
  GenderNet net = tiny_net(2);
  TinyObjective objective(net, testing::tiny_faces(64), 8);
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
  EXPECT_ERROR(train_tiny(options, quiet), HasSubstr("other options: --seed was 1, now 99;"));
  options.seed = 1;
  std::ofstream(folder.path() / "run" / "checkpoint.pt") << "not a checkpoint";
  EXPECT_ERROR(train_tiny(options, quiet), HasSubstr("no checkpoint of this program"));
}

TEST(Trainer, NamesTheFirstSettingThatIsAnother) {
  const testing::TempFolder folder;
  Observer quiet;
  TrainerOptions options = options_in(folder.path() / "run");
  options.epochs = 1;
  options.settings = {{"--match-weight", "10"}, {"SHA-256 of --matcher", "12ab"}};
  train_tiny(options, quiet);
  options.resume = true;
  train_tiny(options, quiet);  // the same again is no change
  const auto expect = [&](const TrainerOptions& other, const std::string& difference) {
    EXPECT_ERROR(train_tiny(other, quiet), HasSubstr(": " + difference + "; resume with"));
  };
  TrainerOptions other = options;
  other.settings[0].second = "5";
  expect(other, "--match-weight was 10, now 5");
  other.settings[0].second = "10";
  other.settings[1].second = "cd34";
  expect(other, "SHA-256 of --matcher was 12ab, now cd34");
  other = options;
  other.settings.emplace_back("--restoring", "on");
  expect(other, "--restoring was not set, now on");
  other = options;
  other.epochs = 2;
  expect(other, "--epochs was 1, now 2");
  other = options;
  other.weight_decay = 0.5;
  expect(other, "--weight-decay was 0.0001, now 0.5");
}

}  // namespace
}  // namespace antifaz
