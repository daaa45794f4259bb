#include "pipelines/semi_adversarial/train_san2018.hpp"

#include <gtest/gtest.h>

#include "models/semi_adversarial/prototypes.hpp"
#include "models/semi_adversarial/san2018.hpp"
#include "tests/support/error_matcher.hpp"
#include "tests/support/training_jobs.hpp"

namespace antifaz {
namespace {

using ::testing::HasSubstr;

TEST(TrainSan2018Job, WritesWeightsAndPrototypesAndGoesOnOnlyAsItBegan) {
  const testing::TinyTraining tiny;
  Observer quiet;
  TrainSan2018Job job;
  job.training = tiny.job;
  job.classifier = tiny.networks.classifier;
  job.matcher = tiny.networks.matcher;
  job.options.frame.zoom = 1.25;
  train_san2018(job, quiet);
  const auto run = tiny.folder.path() / "run";
  EXPECT_TRUE(load_san2018(run / "weights.safetensors"));
  EXPECT_DOUBLE_EQ(san2018_frame(run / "weights.safetensors").zoom, 1.25);
  EXPECT_EQ(load_prototypes(run / "prototypes.safetensors").size(0), 3);
  job.training.trainer.resume = true;
  job.options.preset = San2018Preset::kPaper;
  EXPECT_ERROR(train_san2018(job, quiet),
               HasSubstr("--preset was san2018-code, now san2018-paper"));
  job.training.trainer.resume = false;
  job.classifier = "/nowhere/at/all";
  EXPECT_ERROR(train_san2018(job, quiet), HasSubstr("holds a training run already"));
}

}  // namespace
}  // namespace antifaz
