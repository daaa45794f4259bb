#include "pipelines/autoencoders/train_autoencoder.hpp"

#include <gmock/gmock.h>

#include "models/safetensors.hpp"
#include "src/core/files.hpp"
#include "tests/support/error_matcher.hpp"
#include "tests/support/impatient.hpp"
#include "tests/support/temp_folder.hpp"

namespace antifaz {
namespace {

using ::testing::HasSubstr;

/// Says no more after so many steps.
TrainAutoencoderJob job_for(const testing::TempFolder& folder) {
  std::string rows = "a,b,c\n";
  for (int i = 0; i < 40; ++i) {
    rows +=
        std::to_string(i % 7) + "," + std::to_string(i % 5) + "," + std::to_string(i % 3) + "\n";
  }
  TrainAutoencoderJob job;
  job.data = folder.write("rows.csv", rows);
  job.network.variant = "tied";
  job.network.code = 2;
  job.network.widths = {4};
  job.batch = 6;
  job.command_line = "antifaz autoencoder train rows.csv";
  job.trainer.epochs = 2;
  job.trainer.folder = folder.path() / "run";
  return job;
}

TEST(TrainAutoencoder, AsksItsFolderBeforeItReadsAnything) {
  const testing::TempFolder folder;
  Observer quiet;
  TrainAutoencoderJob job = job_for(folder);
  job.data = "nowhere";
  for (const bool pretrain : {false, true}) {
    job.pretrain = pretrain;
    job.trainer.folder = folder.write("file", "") / "run";
    EXPECT_ERROR(train_autoencoder(job, quiet), HasSubstr("can't be made"));
    job.trainer.folder = folder.path() / "run";
    EXPECT_ERROR(train_autoencoder(job, quiet), HasSubstr("nowhere: is not there"));
    job.trainer.resume = true;
    EXPECT_ERROR(train_autoencoder(job, quiet), HasSubstr("no checkpoint to resume"));
    job.trainer.resume = false;
  }
}

TEST(TrainAutoencoder, GoesOnOnlyWithTheSameOptionsAndData) {
  const testing::TempFolder folder;
  Observer quiet;
  for (const bool pretrain : {false, true}) {
    TrainAutoencoderJob job = job_for(folder);
    job.pretrain = pretrain;
    job.trainer.folder = folder.path() / (pretrain ? "pretrained" : "trained");
    testing::Impatient stops(3);
    EXPECT_THROW(train_autoencoder(job, stops), Stopped);
    EXPECT_ERROR(train_autoencoder(job, quiet), HasSubstr("add --resume"));
    job.trainer.resume = true;
    TrainAutoencoderJob other = job;
    other.network.likelihood = Likelihood::kBernoulli;
    EXPECT_ERROR(train_autoencoder(other, quiet), HasSubstr("--likelihood"));
    other = job;
    std::string rows = read_file(job.data);
    other.data = folder.write("other.csv", rows.replace(rows.find("0,0,0"), 1, "9"));
    EXPECT_ERROR(train_autoencoder(other, quiet), HasSubstr("SHA-256 of the examples"));
    const AutoencoderTrainReport report = train_autoencoder(job, quiet);
    EXPECT_EQ(report.training.steps, 2 * 6);
    const Card card = read_safetensors(job.trainer.folder / "weights.safetensors").card;
    EXPECT_EQ(card.at("command"), job.command_line);
    EXPECT_EQ(card.at("steps"), "12");
  }
}

}  // namespace
}  // namespace antifaz
