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
  refusal(kFaces, {"--size", "30"}, 1, "divisible by 8");
  refusal(kFaces, {"--device", "cuda:99"}, 2, "cuda:99");
  refusal(kFaces, {"--variant", "quantum"}, 1, "no autoencoder 'quantum'");
  refusal(temp.write("words.csv", "a,b\n1,two\n").string(), {}, 1,
          "line 2: 'two' is no finite number");
  const std::string file = (temp.path() / "x.npy").string();
  write_npy({{2, 2}, std::vector<float>{1, NAN, 2, 3}}, file);
  refusal(file, {}, 1, "not finite");
  write_npy({{2, 4, 4}, std::vector<float>(32, 255)}, file);
  refusal(file, {}, 1, "must lie in [0, 1]");
  write_npy({{2, 4, 4, 4, 4}, std::vector<float>(512)}, file);
  refusal(file, {}, 1, "must hold rows [N, D]");
}

}  // namespace
}  // namespace antifaz
