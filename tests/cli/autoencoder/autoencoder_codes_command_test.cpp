#include <gmock/gmock.h>

#include <cmath>
#include <set>

#include "src/data/csv.hpp"
#include "src/data/npy.hpp"
#include "src/images/image_io.hpp"
#include "tests/support/run_program.hpp"
#include "tests/support/tiny_autoencoder.hpp"

namespace antifaz {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using testing::must_run;
using testing::run_program;
using testing::TempFolder;

constexpr char kFaces[] = ANTIFAZ_SOURCE_DIR "/samples/faces";

class AutoencoderCodes : public ::testing::Test {
 protected:
  std::string path(const std::string& name) const { return (temp_.path() / name).string(); }
  static std::vector<float> floats(const std::string& file) {
    return std::get<std::vector<float>>(read_npy(file).numbers);
  }

  TempFolder temp_;
  std::string model_ = saved_autoencoder(temp_, testing::tiny_autoencoder("variational"));
};

TEST_F(AutoencoderCodes, DecodingTheEncodedIsReconstructing) {
  for (const char* codes : {"codes.npy", "codes.csv"}) {
    must_run({"autoencoder", "encode", kFaces, "--model", model_, "--output", path(codes)});
    const std::string from_codes = path(codes) + ".decoded.npy", whole = path(codes) + ".made.npy";
    must_run({"autoencoder", "decode", path(codes), "--model", model_, "--output", from_codes});
    must_run({"autoencoder", "reconstruct", kFaces, "--model", model_, "--output", whole});
    const NpyArray decoded = read_npy(from_codes);
    EXPECT_THAT(decoded.shape, ElementsAre(32, 3, 16, 16));
    const auto made = floats(whole), numbers = std::get<std::vector<float>>(decoded.numbers);
    for (std::size_t i = 0; i < made.size(); ++i) ASSERT_NEAR(numbers[i], made[i], 1e-5) << i;
  }
  EXPECT_THAT(read_npy(path("codes.npy")).shape, ElementsAre(32, 4));
  const CsvTable table = read_csv(path("codes.csv"));
  EXPECT_THAT(table.columns, ElementsAre("path", "c0", "c1", "c2", "c3"));
  EXPECT_EQ(table.rows.at(0).cells.at(0), "female_asian_middle_1.jpg");
}

TEST_F(AutoencoderCodes, ImagesAreNamedAsTheirCodes) {
  must_run({"autoencoder", "encode", kFaces, "--limit", "3", "--model", model_, "--output",
            path("codes.csv")});
  must_run(
      {"autoencoder", "decode", path("codes.csv"), "--model", model_, "--output", path("images")});
  const auto image = read_pixels(temp_.path() / "images" / "female_asian_middle_1.jpg");
  EXPECT_EQ(std::get<cv::Mat>(image).size(), cv::Size(16, 16));
  const auto again = run_program(
      {"autoencoder", "decode", path("codes.csv"), "--model", model_, "--output", path("images")});
  EXPECT_EQ(again.exit_code, 1);
  EXPECT_THAT(again.err, HasSubstr("choose a new folder"));
}

TEST_F(AutoencoderCodes, InterpolationEndsAtBothReconstructions) {
  const std::string from = std::string(kFaces) + "/female_asian_middle_1.jpg",
                    to = std::string(kFaces) + "/male_white_young_2.jpg";
  must_run({"autoencoder", "interpolate", from, to, "--steps", "5", "--model", model_, "--output",
            path("line.npy")});
  const auto line = floats(path("line.npy"));
  ASSERT_EQ(line.size(), 5U * 3 * 16 * 16);
  std::size_t at = 0;
  for (const std::string& end : {from, to}) {
    const std::string made = path("end" + std::to_string(at) + ".npy");
    must_run({"autoencoder", "reconstruct", end, "--model", model_, "--output", made});
    for (const float x : floats(made)) ASSERT_NEAR(line[at++], x, 1e-5);
    at = line.size() - 3 * 16 * 16;
  }
}

TEST_F(AutoencoderCodes, TheSeedDecidesWhatIsGenerated) {
  int runs = 0;
  const auto generate = [&](const char* seed) {
    const std::string samples = path("samples" + std::to_string(++runs) + ".npy");
    must_run({"autoencoder", "generate", "--count", "2", "--seed", seed, "--sampler", "prior",
              "--model", model_, "--output", samples});
    return floats(samples);
  };
  const auto one = generate("1");
  EXPECT_EQ(one.size(), 2U * 3 * 16 * 16);
  EXPECT_EQ(one, generate("1"));
  EXPECT_NE(one, generate("2"));
}

TEST_F(AutoencoderCodes, WhatWasTrainedInventsByEverySamplerItHas) {
  for (const std::string variant : {"tied", "variational"}) {
    const std::string run = path(variant.c_str()), model = run + "/weights.safetensors";
    must_run({"autoencoder", "train", kFaces, "--output", run, "--variant", variant, "--size", "16",
              "--code", "4", "--epochs", "1"});
    std::set<std::vector<float>> made;
    for (const std::string sampler : {"gaussian", "mixture", "prior"}) {
      const std::string samples = path((variant + sampler + ".npy").c_str());
      const auto result = run_program({"autoencoder", "generate", "--count", "3", "--sampler",
                                       sampler, "--model", model, "--output", samples});
      if (variant == "tied" && sampler == "prior") {
        EXPECT_EQ(result.exit_code, 1);
        EXPECT_THAT(result.err, HasSubstr("weights.safetensors: this variant has no prior"));
        EXPECT_EQ(std::count(result.err.begin(), result.err.end(), '\n'), 1) << result.err;
        continue;
      }
      EXPECT_EQ(result.exit_code, 0) << result.err;
      EXPECT_THAT(read_npy(samples).shape, ElementsAre(3, 3, 16, 16));
      EXPECT_TRUE(made.insert(floats(samples)).second) << variant << " " << sampler;
    }
  }
}

TEST_F(AutoencoderCodes, SaysWhatIsWrong) {
  const auto refusal = [&](std::vector<std::string> arguments, int code, const char* reason) {
    arguments.insert(arguments.begin(), "autoencoder");
    const auto result = run_program(arguments);
    EXPECT_EQ(result.exit_code, code) << result.err;
    EXPECT_THAT(result.err, HasSubstr(reason));
    EXPECT_EQ(std::count(result.err.begin(), result.err.end(), '\n'), 1) << result.err;
  };
  const std::string out = path("out.npy");
  refusal({"encode", kFaces, "--model", model_, "--output", path("codes.txt")}, 2, ".npy or .csv");
  refusal({"encode", path("nowhere"), "--model", model_, "--output", out}, 1, "is not there");
  refusal({"encode", kFaces, "--model", model_, "--output", out, "--device", "gpu"}, 2,
          "'gpu' is no device");
  const std::string codes = temp_.write("codes.csv", "a,b\n1,2\n").string();
  refusal({"decode", codes, "--model", model_, "--output", out}, 1, "4 numbers a row");
  refusal({"decode", codes, "--model", model_}, 2, "--output is missing");
  const std::string pca = saved_autoencoder(temp_, testing::tiny_autoencoder("pca"));
  refusal({"generate", "--model", pca, "--output", out}, 1, "no distribution of its training");
  refusal({"generate", "--model", pca, "--output", out, "--sampler", "mixtur"}, 2,
          "--sampler can't be 'mixtur'");
  refusal({"interpolate", kFaces, "--model", model_, "--output", out}, 2, "--to is missing");
  refusal({"interpolate", codes, kFaces, "--model", model_, "--output", out}, 1,
          "the model takes 3x16x16");
}

}  // namespace
}  // namespace antifaz
