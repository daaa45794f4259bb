#include <gmock/gmock.h>

#include "src/data/csv.hpp"
#include "tests/support/run_program.hpp"

namespace antifaz {
namespace {

using ::testing::HasSubstr;
using testing::must_run;
using testing::run_program;

constexpr char kFaces[] = ANTIFAZ_SOURCE_DIR "/samples/faces";

TEST(AutoencoderCommand, TrainsOnImagesAndUsesTheModel) {
  const testing::TempFolder temp;
  const std::string run = (temp.path() / "run").string(), model = run + "/weights.safetensors";
  const std::vector<std::string> train = {
      "autoencoder", "train",       kFaces,   "--output", run,
      "--variant",   "variational", "--size", "16",       "--code",
      "4",           "--widths",    "4,8",    "--epochs", "1"};
  must_run(train);
  const auto again = run_program(train);
  EXPECT_EQ(again.exit_code, 1);
  EXPECT_THAT(again.err, HasSubstr("--resume"));
  const std::string codes = (temp.path() / "codes.csv").string();
  must_run({"autoencoder", "encode", kFaces, "--model", model, "--output", codes});
  const CsvTable table = read_csv(codes);
  EXPECT_EQ(table.rows.size(), 32U);
  EXPECT_EQ(table.columns.size(), 5U);
  for (const char* job : {"reconstruct", "generate"}) {
    const std::string picture = (temp.path() / (std::string(job) + ".png")).string();
    std::vector<std::string> arguments = {"autoencoder", job,        "--model",
                                          model,         "--output", picture};
    if (std::string(job) == "reconstruct") arguments.insert(arguments.end(), {"--data", kFaces});
    must_run(arguments);
    EXPECT_TRUE(std::filesystem::exists(picture));
  }
  // The codes are a matrix again, which PCA compresses further.
  const std::string pca = (temp.path() / "pca").string();
  must_run({"autoencoder", "train", codes, "--output", pca, "--variant", "pca", "--code", "2"});
  EXPECT_THAT(must_run({"autoencoder", "info", "--model", pca + "/weights.safetensors"}).out,
              HasSubstr("variant: pca"));
}

TEST(AutoencoderCommand, NamesItsJobs) {
  const auto bare = run_program({"autoencoder"});
  EXPECT_EQ(bare.exit_code, 2);
  EXPECT_THAT(bare.err, HasSubstr("autoencoder what? train, train-speech, reconstruct"));
  EXPECT_THAT(run_program({"autoencoder", "encoed"}).err,
              HasSubstr("did you mean 'autoencoder encode'?"));
}

}  // namespace
}  // namespace antifaz
