#include "pipelines/semi_adversarial/train_gender.hpp"

#include <gtest/gtest.h>
#include <torch/csrc/jit/api/module.h>
#include <torch/types.h>

#include "models/judges/gender_net.hpp"
#include "pipelines/training/scoring.hpp"
#include "tests/support/error_matcher.hpp"
#include "tests/support/tiny_faces.hpp"
#include "tests/support/training_jobs.hpp"

namespace antifaz {
namespace {

using ::testing::HasSubstr;

TrainGenderJob job_of(const testing::TinyTraining& tiny) {
  TrainGenderJob job;
  job.training = tiny.job;
  job.net.width = 4;
  job.net.size = 16;
  return job;
}

TEST(TrainGenderJob, WritesWeightsWithTheirCard) {
  const testing::TinyTraining tiny;
  Observer quiet;
  const TrainReport report = train_gender(job_of(tiny), quiet);
  EXPECT_GT(report.steps, 0);
  const auto file = tiny.folder.path() / "run" / "weights.safetensors";
  EXPECT_EQ(load_gender_net(file)->options().width, 4);
  const Card card = read_safetensors(file).card;
  EXPECT_EQ(card.at("command"), "antifaz train");
  EXPECT_EQ(card.at("license"), "as the data it was made from, see there");
}

// A TorchScript judge that calls dark middles male: the opposite of the labels.
std::filesystem::path contrary_teacher(const std::filesystem::path& folder) {
  torch::jit::Module module("contrary");
  module.define("def forward(self, x):\n  return 40 * (0.45 - x.mean([1, 2, 3]))\n");
  const auto file = folder / "contrary.pt";
  module.save(file.string(), {{"card.json", R"({"kind": "gender", "input": [3, 48, 48],
                                 "crop": {"template rectangle": [32, 32, 80, 80]}})"}});
  return file;
}

TEST(TrainGenderJob, LearnsATeachersAnswersInsteadOfTheLabels) {
  testing::TinyTraining tiny;
  Observer quiet;
  TrainGenderJob job = job_of(tiny);
  job.training.trainer.epochs = 30;
  job.training.trainer.learning_rate = 0.01;
  job.teacher = contrary_teacher(tiny.folder.path());
  job.generator = tiny.networks.generator;
  const TrainReport report = train_gender(job, quiet);
  const auto file = tiny.folder.path() / "run" / "weights.safetensors";
  const Card card = read_safetensors(file).card;
  EXPECT_THAT(card.at("teacher"), HasSubstr("contrary.pt"));
  EXPECT_THAT(card.at("protected_by"), HasSubstr("generator.safetensors"));
  const FaceDataset faces = testing::tiny_faces(20);
  EXPECT_LT(
      gender_auc(gender_logits(*load_gender_net(file), faces.chips, torch::kCPU), faces.labels),
      0.2);
}

TEST(TrainGenderJob, AsksForItsFolderBeforeItReadsAnything) {
  testing::TinyTraining tiny;
  Observer quiet;
  TrainGenderJob job = job_of(tiny);
  train_gender(job, quiet);
  job.training.data = {"/nowhere/at/all"};
  EXPECT_ERROR(train_gender(job, quiet), HasSubstr("holds a training run already"));
  job.training.trainer.folder = tiny.folder.write("file", "") / "run";
  EXPECT_ERROR(train_gender(job, quiet), HasSubstr("file/run: can't be made"));
}

TEST(TrainGenderJob, GoesOnOnlyWithTheSameOptions) {
  testing::TinyTraining tiny;
  Observer quiet;
  TrainGenderJob job = job_of(tiny);
  train_gender(job, quiet);
  job.training.trainer.resume = true;
  train_gender(job, quiet);
  TrainGenderJob other = job;
  other.net.width = 6;
  EXPECT_ERROR(train_gender(other, quiet), HasSubstr("--width was 4, now 6"));
  other = job;
  other.robust = 4 / 255.0;
  EXPECT_ERROR(train_gender(other, quiet), HasSubstr("--robust was 0, now 4;"));
  other = job;
  other.training.data = {
      testing::write_prepared(testing::tiny_faces(22), tiny.folder.path() / "more")};
  EXPECT_ERROR(train_gender(other, quiet), HasSubstr("SHA-256 of the manifests of --data was "));
  std::filesystem::rename(tiny.folder.path() / "chips", tiny.folder.path() / "moved");
  job.training.data = {tiny.folder.path() / "moved"};
  train_gender(job, quiet);
}

}  // namespace
}  // namespace antifaz
