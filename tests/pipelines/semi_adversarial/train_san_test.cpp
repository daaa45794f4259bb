#include "pipelines/semi_adversarial/train_san.hpp"

#include <gtest/gtest.h>

#include "models/judges/gender_net.hpp"
#include "models/semi_adversarial/generator.hpp"
#include "src/core/sha256.hpp"
#include "tests/support/error_matcher.hpp"
#include "tests/support/training_jobs.hpp"

namespace antifaz {
namespace {

using ::testing::HasSubstr;

TrainSanJob job_of(const testing::TinyTraining& tiny) {
  TrainSanJob job;
  job.training = tiny.job;
  job.classifiers = {tiny.networks.classifier};
  job.matchers = {tiny.networks.matcher};
  job.generator.width = 4;
  return job;
}

TEST(TrainSanJob, WritesTheGeneratorAndNamesItsJudges) {
  const testing::TinyTraining tiny;
  Observer quiet;
  TrainSanJob job = job_of(tiny);
  job.adapting = {tiny.networks.classifier};
  train_san(job, quiet);
  const auto file = tiny.folder.path() / "run" / "weights.safetensors";
  EXPECT_EQ(load_generator(file)->options().width, 4);
  const Card card = read_safetensors(file).card;
  const std::string judge = "gender.safetensors " + sha256_of(tiny.networks.classifier);
  EXPECT_EQ(card.at("in_loop_classifiers"), judge + "; " + judge);
  EXPECT_THAT(card.at("in_loop_matcher"), HasSubstr(sha256_of(tiny.networks.matcher)));
}

/// Takes a judge's file away as soon as the training runs.
struct JudgeThief : Observer {
  explicit JudgeThief(std::filesystem::path judge) : file(std::move(judge)) {}
  void progress(const Progress& progress) override {
    if (progress.stage.rfind("epoch", 0) == 0) std::filesystem::remove(file);
  }
  std::filesystem::path file;
};

TEST(TrainSanJob, AJudgeThatVanishesMeanwhileCostsNoWeights) {
  const testing::TinyTraining tiny;
  TrainSanJob job = job_of(tiny);
  job.strong = {tiny.networks.classifier};
  const std::string hash = sha256_of(tiny.networks.matcher);
  JudgeThief thief(tiny.networks.matcher);
  train_san(job, thief);
  EXPECT_FALSE(std::filesystem::exists(thief.file));
  const Card card = read_safetensors(tiny.folder.path() / "run" / "weights.safetensors").card;
  EXPECT_THAT(card.at("in_loop_matcher"), HasSubstr(hash));
  EXPECT_THAT(card.at("in_loop_classifiers"), HasSubstr("; gender.safetensors"));
}

TEST(TrainSanJob, GoesOnFromWeightsWithTheirBoundsOrNewOnes) {
  const testing::TinyTraining tiny;
  Observer quiet;
  TrainSanJob job = job_of(tiny);
  job.from = tiny.networks.generator;
  job.generator.width = 8;  // the weights' own holds
  job.generator.max_luma = 0.1;
  job.generator.max_chroma = 0.5;
  job.new_max_luma = true;
  train_san(job, quiet);
  const auto generator = load_generator(tiny.folder.path() / "run" / "weights.safetensors");
  EXPECT_EQ(generator->options().width, 4);
  EXPECT_DOUBLE_EQ(generator->options().max_luma, 0.1);
  EXPECT_DOUBLE_EQ(generator->options().max_chroma, GeneratorOptions().max_chroma);
}

TEST(TrainSanJob, GoesOnOnlyWithTheSameOptionsAndJudges) {
  const testing::TinyTraining tiny;
  Observer quiet;
  TrainSanJob job = job_of(tiny);
  train_san(job, quiet);
  job.training.trainer.resume = true;
  const auto expect = [&](const TrainSanJob& other, const std::string& difference) {
    EXPECT_ERROR(train_san(other, quiet), HasSubstr("other options: " + difference));
  };
  TrainSanJob other = job;
  other.options.match_weight = 5;
  expect(other, "--match-weight was 10, now 5;");
  other = job;
  other.options.restoring = true;
  expect(other, "--restoring was off, now on;");
  other = job;
  other.adapting = {tiny.networks.classifier};
  expect(other, "SHA-256 of --adapting was none, now ");
  other = job;
  GenderNetOptions wider;
  wider.width = 6;
  wider.size = 16;
  other.classifiers = {tiny.folder / "other.safetensors"};
  save_gender_net(GenderNet(wider), {}, other.classifiers[0]);
  expect(other, "SHA-256 of --classifier was ");
  other = job;
  other.generator.max_luma = 0.1;
  expect(other, "--max-luma was 0.25, now 0.1;");
  other = job;
  other.training.trainer.epochs = 2;
  expect(other, "--epochs was 1, now 2;");
  train_san(job, quiet);
}

TEST(TrainSanJob, AsksForItsFolderBeforeItReadsAnything) {
  const testing::TinyTraining tiny;
  Observer quiet;
  TrainSanJob job = job_of(tiny);
  job.classifiers = {"/nowhere/at/all"};
  job.training.trainer.folder = tiny.folder.write("taken", "by a file");
  EXPECT_ERROR(train_san(job, quiet), HasSubstr("taken"));
}

}  // namespace
}  // namespace antifaz
