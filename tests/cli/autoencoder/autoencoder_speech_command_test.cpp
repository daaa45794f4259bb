#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "src/audio/sound_file.hpp"
#include "tests/support/run_program.hpp"
#include "tests/support/test_tones.hpp"
#include "tests/support/tiny_autoencoder.hpp"

namespace antifaz {
namespace {

using ::testing::HasSubstr;
using testing::must_run;
using testing::run_program;
using testing::TempFolder;

constexpr int kRate = 8000;

TEST(AutoencoderSpeech, LearnsFromRecordingsAndCleansFoldersAndFiles) {
  const TempFolder temp;
  const auto path = [&](const char* name) { return (temp.path() / name).string(); };
  const Samples voice = test_voice(2 * kRate, kRate);
  for (const char* name : {"clean/a.wav", "clean/sub/b.flac"}) {
    write_sound({voice, kRate}, temp / name);
  }
  write_sound({test_mixture(voice, 0.3), kRate}, temp / "noisy/a.wav");
  write_sound({test_mixture(voice, 0.3), kRate}, temp / "noisy/sub/b.flac");
  temp.write("noisy/broken.wav", "RIFF");
  must_run({"autoencoder", "train-speech", path("clean"), "--output", path("run"), "--target",
            "spectrum", "--widths", "32", "--code", "16", "--epochs", "20", "--learning-rate",
            "0.003"});
  const std::string model = path("run/weights.safetensors");
  EXPECT_THAT(must_run({"autoencoder", "info", "--model", model}).out, HasSubstr("rate: 8000"));

  const auto result =
      run_program({"autoencoder", "denoise", path("noisy"), "--clean", path("clean"), "--model",
                   model, "--output", path("out"), "--json"});
  EXPECT_EQ(result.exit_code, 1);  // for the broken one; the others were done
  EXPECT_THAT(result.err, HasSubstr("broken.wav"));
  const auto report = nlohmann::json::parse(result.out);
  EXPECT_EQ(report.at("sounds"), 2);
  EXPECT_GT(report.at("denoised").at("segmental_snr_db"),
            report.at("noisy").at("segmental_snr_db").get<double>() + 1);
  EXPECT_EQ(read_sound(path("out/sub/b.flac")).samples.size(), voice.size());

  must_run(
      {"autoencoder", "denoise", path("noisy/a.wav"), "--model", model, "--output", path("a.wav")});
  EXPECT_EQ(read_sound(path("a.wav")).samples, read_sound(path("out/a.wav")).samples);
  const auto limited = run_program({"autoencoder", "denoise", path("noisy/a.wav"), "--model", model,
                                    "--output", path("b.wav"), "--limit", "1"});
  EXPECT_EQ(limited.exit_code, 2);
  EXPECT_THAT(limited.err, HasSubstr("--limit is for images and vectors"));
}

TEST(AutoencoderSpeech, AMaskIsWhatIsLearnedUnlessToldOtherwise) {
  const TempFolder temp;
  const auto path = [&](const char* name) { return (temp.path() / name).string(); };
  const Samples voice = test_voice(2 * kRate, kRate);
  write_sound({voice, kRate}, temp / "clean/a.wav");
  write_sound({test_mixture(voice, 0.3), kRate}, temp / "noisy/a.wav");
  must_run({"autoencoder", "train-speech", path("clean"), "--noisy", path("noisy"), "--output",
            path("run"), "--epochs", "30", "--learning-rate", "0.01", "--batch", "2"});
  const std::string model = path("run/weights.safetensors");
  EXPECT_THAT(must_run({"autoencoder", "info", "--model", model}).out, HasSubstr("target: mask"));
  const auto report = nlohmann::json::parse(
      must_run({"autoencoder", "denoise", path("noisy"), "--clean", path("clean"), "--model", model,
                "--output", path("out"), "--json"})
          .out);
  EXPECT_GT(report.at("denoised").at("segmental_snr_db"),
            report.at("noisy").at("segmental_snr_db").get<double>() + 1);
}

TEST(AutoencoderSpeech, SaysWhatIsWrong) {
  const TempFolder temp;
  const std::string out = (temp.path() / "out").string();
  const auto refusal = [&](std::vector<std::string> arguments, int code, const char* reason) {
    arguments.insert(arguments.begin(), "autoencoder");
    const auto result = run_program(arguments);
    EXPECT_EQ(result.exit_code, code) << result.err;
    EXPECT_THAT(result.err, HasSubstr(reason));
    EXPECT_EQ(std::count(result.err.begin(), result.err.end(), '\n'), 1) << result.err;
  };
  std::filesystem::create_directories(temp.path() / "empty");
  refusal({"train-speech", (temp.path() / "empty").string(), "--output", out}, 1,
          "holds no .wav or .flac file");
  refusal({"train-speech", "nowhere", "--output", out}, 1, "is not there");
  refusal({"train-speech", "x", "--output", out, "--rate", "44100"}, 2, "choices: 8000, 16000");
  refusal({"train-speech", "x", "--output", out, "--target", "maks"}, 2, "did you mean 'mask'?");
  for (const char* option : {"--code", "--widths", "--pretraining"}) {
    refusal({"train-speech", "x", "--output", out, option, "8"}, 2, "is for --target spectrum");
  }
  write_sound({Samples(4000), kRate}, temp / "silent.wav");
  refusal({"train-speech", (temp.path() / "silent.wav").string(), "--output", out}, 1, "is silent");
  write_sound({test_voice(kRate, kRate), kRate}, temp / "clean/a.wav");
  write_sound({test_voice(kRate / 2, kRate), kRate}, temp / "noisy/a.wav");
  refusal({"train-speech", (temp.path() / "clean").string(), "--noisy",
           (temp.path() / "noisy").string(), "--output", out},
          1, "not as long as its partner");
  // Sounds need a model of speech.
  const std::string images = saved_autoencoder(temp, testing::tiny_autoencoder("denoising"));
  refusal({"denoise", (temp.path() / "clean").string(), "--model", images, "--output", out}, 1,
          "clean");
}

}  // namespace
}  // namespace antifaz
