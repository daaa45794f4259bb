#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "src/data/npy.hpp"
#include "src/images/image_io.hpp"
#include "tests/support/run_program.hpp"
#include "tests/support/tiny_autoencoder.hpp"

namespace antifaz {
namespace {

using ::testing::HasSubstr;
using testing::must_run;
using testing::run_program;
using testing::TempFolder;

constexpr char kFaces[] = ANTIFAZ_SOURCE_DIR "/samples/faces";

nlohmann::json parsed(const testing::ProgramResult& result) {
  return nlohmann::json::parse(result.out);
}

TEST(AutoencoderReconstruct, SaysHowWellAndShowsIt) {
  const TempFolder temp;
  const std::string model = saved_autoencoder(temp, testing::tiny_autoencoder("variational"));
  const std::string sheet = (temp.path() / "sheet.png").string();
  const auto report = parsed(must_run(
      {"autoencoder", "reconstruct", kFaces, "--model", model, "--output", sheet, "--json"}));
  EXPECT_EQ(report.at("schema"), "antifaz-autoencoder");
  EXPECT_EQ(report.at("examples"), 32);
  // The mean over images is at least that of the mean error (Jensen), and near it where no output
  // leaves [0, 1] by much.
  const double mse = report.at("mse");
  EXPECT_GT(report.at("psnr_db"), -10 * std::log10(mse) - 0.1);
  EXPECT_LT(report.at("psnr_db"), -10 * std::log10(mse) + 6);
  for (const char* figure :
       {"ssim", "code_sparsity", "code_zeros", "kl_nats", "active_units", "bits_per_dimension"}) {
    EXPECT_TRUE(report.at(figure).is_number()) << figure;
  }
  // Twelve originals above, twelve reconstructions below.
  EXPECT_EQ(std::get<cv::Mat>(read_pixels(sheet)).size(), cv::Size(12 * 16, 2 * 16));
  const auto again = run_program(
      {"autoencoder", "reconstruct", kFaces, "--model", model, "--output", sheet, "--limit", "2"});
  EXPECT_EQ(again.exit_code, 1);
  EXPECT_THAT(again.err, HasSubstr("sheet.png: is there already"));
  EXPECT_THAT(must_run({"autoencoder", "reconstruct", kFaces, "--model", model, "--output",
                        (temp.path() / "again.png").string()})
                  .out,
              HasSubstr("bits_per_dimension: "));
}

TEST(AutoencoderReconstruct, TakesAndGivesVectors) {
  const TempFolder temp;
  AutoencoderOptions options = testing::tiny_autoencoder("fully-connected");
  options.shape = {3};
  const std::string model = saved_autoencoder(temp, options);
  const std::string rows = temp.write("rows.csv", "path,a,b,c\none,1,2,3\ntwo,4,5,6\n").string();
  const std::string made = (temp.path() / "made.npy").string();
  const auto report = parsed(
      must_run({"autoencoder", "reconstruct", rows, "--model", model, "--output", made, "--json"}));
  EXPECT_EQ(read_npy(made).shape, (std::vector<std::int64_t>{2, 3}));
  EXPECT_FALSE(report.contains("ssim") || report.contains("psnr_db") || report.contains("kl_nats"));
  const auto picture = run_program({"autoencoder", "reconstruct", rows, "--model", model,
                                    "--output", (temp.path() / "x.png").string()});
  EXPECT_EQ(picture.exit_code, 1);
  EXPECT_THAT(picture.err, HasSubstr("only images can be shown"));
}

TEST(AutoencoderDenoise, KeepsNamesAndMeasuresWhatItWasGiven) {
  const TempFolder temp;
  AutoencoderOptions options = testing::tiny_autoencoder("denoising");
  options.noise = 0.1;
  const std::string model = saved_autoencoder(temp, options);
  const std::string folder = (temp.path() / "out").string();
  const auto report = parsed(must_run({"autoencoder", "denoise", kFaces, "--clean", kFaces,
                                       "--model", model, "--output", folder, "--json"}));
  EXPECT_TRUE(std::filesystem::exists(folder + "/male_white_young_2.jpg"));
  EXPECT_EQ(report.at("noisy").at("mse"), 0);         // the noisy ones are the clean ones here
  EXPECT_GT(report.at("denoised").at("mse"), 0.001);  // after no training

  const auto spoilt =
      parsed(must_run({"autoencoder", "denoise", kFaces, "--spoil", "--model", model, "--output",
                       (temp.path() / "x.png").string(), "--json"}));
  // Gaussian noise of deviation 0.1 is 20 dB below white; clipping takes a little away.
  EXPECT_NEAR(spoilt.at("noisy").at("psnr_db"), 20, 0.5);
  EXPECT_TRUE(spoilt.at("denoised").at("ssim").is_number());
}

TEST(AutoencoderDenoise, SaysWhatIsWrong) {
  const TempFolder temp;
  AutoencoderOptions options = testing::tiny_autoencoder("denoising");
  options.corruption = Corruption::kNone;
  const std::string model = saved_autoencoder(temp, options);
  const auto refusal = [&](std::vector<std::string> more, int code, const char* reason) {
    std::vector<std::string> arguments{"autoencoder",
                                       "denoise",
                                       kFaces,
                                       "--model",
                                       model,
                                       "--output",
                                       (temp.path() / "out").string()};
    arguments.insert(arguments.end(), more.begin(), more.end());
    const auto result = run_program(arguments);
    EXPECT_EQ(result.exit_code, code) << result.err;
    EXPECT_THAT(result.err, HasSubstr(reason));
  };
  refusal({"--spoil"}, 1, "trained on given noise");
  refusal({"--spoil", "--clean", kFaces}, 2, "exclude each other");
  temp.write("few/other.png", "");
  write_photo(cv::Mat::zeros(16, 16, CV_8UC3), temp.path() / "few" / "other.png");
  refusal({"--clean", (temp.path() / "few").string()}, 1, "has no partner of female_asian_");
}

}  // namespace
}  // namespace antifaz
