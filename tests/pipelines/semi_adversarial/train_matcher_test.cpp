#include "pipelines/semi_adversarial/train_matcher.hpp"

#include <gtest/gtest.h>
#include <torch/csrc/jit/api/module.h>

#include "pipelines/semi_adversarial/matcher_objective.hpp"
#include "src/core/sha256.hpp"
#include "tests/support/error_matcher.hpp"
#include "tests/support/impatient.hpp"
#include "tests/support/training_jobs.hpp"

namespace antifaz {
namespace {

using ::testing::HasSubstr;

TrainMatcherJob job_of(const testing::TinyTraining& tiny) {
  TrainMatcherJob job;
  job.training = tiny.job;
  job.teacher = tiny.networks.matcher;
  job.width = 4;
  return job;
}

TEST(TrainMatcherJob, WritesTheStudentAndNamesItsTeacher) {
  const testing::TinyTraining tiny;
  Observer quiet;
  const TrainMatcherJob job = job_of(tiny);
  train_matcher(job, quiet);
  const auto file = tiny.folder.path() / "run" / "weights.safetensors";
  EXPECT_TRUE(load_embedding_net(file));
  EXPECT_THAT(read_safetensors(file).card.at("teacher"), HasSubstr(sha256_of(job.teacher)));
}

/// Somebody else's matcher: embeddings of another length, and no feature map.
std::filesystem::path somebody_elses(const testing::TempFolder& folder) {
  torch::jit::Module module("matcher");
  module.define("def forward(self, x):\n  return x.mean(1).mean(1)\n");
  const auto file = folder.path() / "matcher.pt";
  torch::jit::ExtraFilesMap card{
      {"card.json",
       R"({"kind": "matcher", "input": [3, 28, 28], "crop": {"template rectangle": [0, 0, 112, 112]}})"}};
  module.save(file.string(), card);
  return file;
}

TEST(TrainMatcherJob, LearnsFromSomebodyElsesMatcher) {
  const testing::TinyTraining tiny;
  Observer quiet;
  TrainMatcherJob job = job_of(tiny);
  job.teacher = somebody_elses(tiny.folder);
  const TrainReport report = train_matcher(job, quiet);
  EXPECT_EQ(report.validation.at(0).first, "cosine");
  const auto student = load_embedding_net(tiny.folder.path() / "run" / "weights.safetensors");
  EXPECT_EQ(embedding_length(*student), 28);
}

TEST(TrainMatcherJob, OnlyAWholeMobileFaceNetIsPruned) {
  testing::TinyTraining tiny;
  Observer quiet;
  TrainMatcherJob job = job_of(tiny);
  job.width.reset();
  EXPECT_ERROR(train_matcher(job, quiet), HasSubstr("only MobileFaceNet can be pruned"));
  EXPECT_FALSE(std::filesystem::exists(job.training.trainer.folder));
}

TEST(TrainMatcherJob, StopsWhileItAsksTheTeacher) {
  const testing::TinyTraining tiny;
  testing::Impatient observer;
  EXPECT_THROW(train_matcher(job_of(tiny), observer), Stopped);
  EXPECT_FALSE(std::filesystem::exists(tiny.job.trainer.folder));
}

}  // namespace
}  // namespace antifaz
