#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "src/data/csv.hpp"
#include "src/images/image_io.hpp"
#include "tests/support/run_program.hpp"

namespace antifaz {
namespace {

using ::testing::HasSubstr;
using testing::must_run;
using testing::run_program;
using testing::TempFolder;

constexpr char kFaces[] = ANTIFAZ_SOURCE_DIR "/samples/faces";

TEST(AutoencoderCompare, WritesAPageATableAndEveryModel) {
  const TempFolder temp;
  const std::filesystem::path out = temp.path() / "out";
  const std::vector<std::string> arguments = {
      "autoencoder", "compare", kFaces, "--output",   out.string(),   "--size",
      "16",          "--code",  "4",    "--widths",   "4,8",          "--epochs",
      "1",           "--shown", "2",    "--variants", "pca,upsample", "--json"};
  const auto report = nlohmann::json::parse(must_run(arguments).out);
  EXPECT_EQ(report.at("training"), 29);
  EXPECT_EQ(report.at("validation"), 3);
  EXPECT_GT(report.at("mean_mse"), 0);
  EXPECT_EQ(report.at("variants").at(1).at("variant"), "upsample");
  EXPECT_GT(report.at("variants").at(1).at("ssim"), 0);
  EXPECT_EQ(report.at("frechet"), nullptr);  // of 29 faces there is none
  EXPECT_THAT(testing::text_of(out / "comparison.html"), HasSubstr("upsample"));
  EXPECT_THAT(testing::text_of(out / "comparison.md"), HasSubstr("| pca |"));
  EXPECT_EQ(read_csv(out / "comparison.csv").rows.size(), 2U);
  EXPECT_EQ(std::get<cv::Mat>(read_pixels(out / "comparison.png")).size(),
            cv::Size(2 * 16, 5 * 16));  // originals, reconstructions and inventions of two
  must_run({"autoencoder", "info", "--model", (out / "pca" / "weights.safetensors").string()});
  const auto again = run_program(arguments);
  EXPECT_EQ(again.exit_code, 1);
  EXPECT_THAT(again.err, HasSubstr("choose a new folder"));
}

TEST(AutoencoderCompare, TellsMarginsOfSeveralSeeds) {
  const TempFolder temp;
  const std::string out = (temp.path() / "out").string();
  const auto report =
      nlohmann::json::parse(must_run({"autoencoder", "compare", kFaces, "--output", out, "--size",
                                      "16", "--code", "4", "--widths", "4,8", "--epochs", "1",
                                      "--variants", "upsample", "--seeds", "2", "--json"})
                                .out);
  const auto& upsample = report.at("variants").at(0);
  const auto error = [&](int run) { return upsample.at("runs").at(run).at("mse").get<double>(); };
  EXPECT_NEAR(upsample.at("mse"), (error(0) + error(1)) / 2, 1e-9);
  EXPECT_NEAR(upsample.at("margins").at("mse"), 12.706 * std::abs(error(0) - error(1)) / 2, 1e-6);
  const auto refused =
      run_program({"autoencoder", "compare", kFaces, "--output", out + "2", "--seeds", "0"});
  EXPECT_EQ(refused.exit_code, 2);
}

TEST(AutoencoderCompare, SaysWhatIsWrongBeforeItTrains) {
  const TempFolder temp;
  const std::string out = (temp.path() / "out").string();
  const auto refusal = [&](const std::string& variants, int code, const char* reason) {
    const auto result = run_program({"autoencoder", "compare", kFaces, "--output", out, "--size",
                                     "16", "--variants", variants});
    EXPECT_EQ(result.exit_code, code) << result.err;
    EXPECT_THAT(result.err, HasSubstr(reason));
    EXPECT_FALSE(std::filesystem::exists(out));
  };
  refusal("pca,pac", 2, "no autoencoder 'pac'; did you mean 'pca'?");
  refusal("pca,VQVAE", 2, "no autoencoder 'VQVAE'; did you mean 'vector-quantised'?");
  refusal("pca,pca", 2, "'pca' twice");
  refusal("", 2, "names none");
}

}  // namespace
}  // namespace antifaz
