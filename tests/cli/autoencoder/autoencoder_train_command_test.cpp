#include <gmock/gmock.h>

#include <cmath>

#include "models/safetensors.hpp"
#include "src/data/npy.hpp"
#include "tests/support/run_program.hpp"

namespace antifaz {
namespace {

using ::testing::HasSubstr;
using testing::must_run;
using testing::run_program;
using testing::TempFolder;

constexpr char kFaces[] = ANTIFAZ_SOURCE_DIR "/samples/faces";

TEST(AutoencoderTrain, TakesArraysAndNoisyPartners) {
  const TempFolder temp;
  const auto path = [&](const char* name) { return (temp.path() / name).string(); };
  std::vector<std::uint8_t> clean, noisy;
  for (int i = 0; i < 20 * 8 * 8 * 3; ++i) {
    clean.push_back(static_cast<std::uint8_t>(i % 199));
    noisy.push_back(static_cast<std::uint8_t>(i % 199 + i % 7));
  }
  write_npy({{20, 8, 8, 3}, clean}, path("clean.npy"));  // channels last
  write_npy({{20, 8, 8, 3}, noisy}, path("noisy.npy"));
  must_run({"autoencoder", "train", path("clean.npy"), "--noisy", path("noisy.npy"), "--output",
            path("run"), "--variant", "denoising", "--code", "3", "--widths", "4", "--epochs",
            "1"});
  const Card card = read_safetensors(path("run/weights.safetensors")).card;
  EXPECT_EQ(card.at("extent0"), "3");
  EXPECT_EQ(card.at("corruption"), "none");

  write_npy({{19, 8, 8, 3}, std::vector<std::uint8_t>(19 * 8 * 8 * 3)}, path("fewer.npy"));
  const auto unpaired = run_program({"autoencoder", "train", path("clean.npy"), "--noisy",
                                     path("fewer.npy"), "--output", path("run2")});
  EXPECT_EQ(unpaired.exit_code, 1);
  EXPECT_THAT(unpaired.err, HasSubstr("no partner of 19"));
}

TEST(AutoencoderTrain, SaysWhatIsWrong) {
  const TempFolder temp;
  const std::string run = (temp.path() / "run").string();
  const auto refusal = [&](const std::string& data, std::vector<std::string> more, int code,
                           const char* reason) {
    std::vector<std::string> arguments{"autoencoder", "train", data, "--output", run};
    arguments.insert(arguments.end(), more.begin(), more.end());
    const auto result = run_program(arguments);
    EXPECT_EQ(result.exit_code, code) << result.err;
    EXPECT_THAT(result.err, HasSubstr(reason));
  };
  refusal(kFaces, {"--device", "cuda:99"}, 2, "cuda:99");
  refusal(temp.write("words.csv", "a,b\n1,two\n").string(), {}, 1,
          "line 2: 'two' is no finite number");
  const std::string file = (temp.path() / "x.npy").string();
  write_npy({{2, 2}, std::vector<float>{1, NAN, 2, 3}}, file);
  refusal(file, {}, 1, "not finite");
  write_npy({{2, 4, 4}, std::vector<float>(32, 255)}, file);
  refusal(file, {}, 1, "must lie in [0, 1]");
  write_npy({{2, 4, 4, 4, 4}, std::vector<float>(512)}, file);
  refusal(file, {}, 1, "must hold rows [N, D]");
  refusal(temp.write("rows.csv", "1,2\n3,4\n").string(), {"--grey", "--variant", "tied"}, 2,
          "--size and --grey are for images");
}

// Nothing but the options is wrong with these, and so nothing has been read: the one image can't
// be.
TEST(AutoencoderTrain, TellsWrongValuesBeforeAnythingIsRead) {
  const TempFolder temp;
  temp.write("images/a.png", "no image");
  const auto refusal = [&](std::vector<std::string> more, const char* reason) {
    std::vector<std::string> arguments{"autoencoder", "train", (temp.path() / "images").string(),
                                       "--output", (temp.path() / "run").string()};
    arguments.insert(arguments.end(), more.begin(), more.end());
    const auto result = run_program(arguments);
    EXPECT_EQ(result.exit_code, 2) << result.err;
    EXPECT_THAT(result.err, HasSubstr(reason));
  };
  refusal({"--variant", "variatonal"}, "did you mean 'variational'?");
  refusal({"--variant", "vae"}, "did you mean 'variational'?; choices: pca, ");
  refusal({"--variant", "VQVAE"}, "did you mean 'vector-quantised'?");
  refusal({"--variant", "xyzzy"}, "--variant can't be 'xyzzy'; choices: pca, ");
  refusal({"--variant", "vector-quantised", "--code", "6"}, "don't fill a code of 6");
  refusal({"--network", "transpose"}, "did you mean 'transposed'?");
  refusal({"--whiten", "maybe"}, "choices: yes, no");
  refusal({"--noise", "-0.1"}, "--noise can't be '-0.1'");
  refusal({"--code", "0"}, "at least 1");
  refusal({"--size", "60", "--widths", "8,8,8"}, "divisible by 8");
  refusal({"--size", "61"}, "divisible by 2");
  refusal({"--variant", "denoising", "--corruption", "masking", "--noise", "2"}, "at most 1");
  refusal({"--pretrain"}, "only a fully connected autoencoder");
}

TEST(AutoencoderTrain, CropsAndResizesAlsoImagesOfArrays) {
  const TempFolder temp;
  const std::string data = (temp.path() / "x.npy").string(), run = (temp.path() / "run").string();
  std::vector<std::uint8_t> bytes(20 * 14 * 14 * 3);
  for (std::size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<std::uint8_t>(i * 7 % 251);
  write_npy({{20, 14, 14, 3}, bytes}, data);
  must_run({"autoencoder", "train", data, "--output", run, "--size", "16", "--grey", "--code", "3",
            "--widths", "4", "--epochs", "1"});
  const std::string model = run + "/weights.safetensors";
  const Card card = read_safetensors(model).card;
  EXPECT_EQ(card.at("extent0") + card.at("extent1") + card.at("extent2"), "11616");
  const std::string made = (temp.path() / "made.npy").string();
  must_run({"autoencoder", "reconstruct", data, "--model", model, "--output", made});
  EXPECT_EQ(read_npy(made).shape, (std::vector<std::int64_t>{20, 1, 16, 16}));
}

}  // namespace
}  // namespace antifaz
