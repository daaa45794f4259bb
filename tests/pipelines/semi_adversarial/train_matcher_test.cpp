#include "pipelines/semi_adversarial/train_matcher.hpp"

#include <gtest/gtest.h>

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

/// A teacher whose embeddings have another length than a student's.
struct LongWinded : EmbeddingNet {
  Output describe(const torch::Tensor& chips) override {
    return {torch::zeros({chips.size(0), 128, 7, 7}), torch::zeros({chips.size(0), 256})};
  }
};

/// A teacher whose embeddings fit, but not its maps.
struct Coarse : EmbeddingNet {
  Output describe(const torch::Tensor& chips) override {
    return {torch::zeros({chips.size(0), 512, 7, 7}), torch::zeros({chips.size(0), 128})};
  }
};

TEST(TrainMatcherJob, ATeacherThatNoStudentFitsIsRefused) {
  LongWinded long_winded;
  EXPECT_ERROR(expect_teachable(long_winded, "t.safetensors"),
               HasSubstr("t.safetensors: gives embeddings of 256 numbers"));
  Coarse coarse;
  EXPECT_ERROR(expect_teachable(coarse, "t.safetensors"), HasSubstr("MobileFaceNet"));
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
