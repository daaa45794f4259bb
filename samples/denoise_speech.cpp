// Speech enhancement by networks against the MMSE estimate of the log spectral amplitude (Ephraim
// and Malah 1985): gains on the short-time spectrum, and the deep denoising autoencoder of Lu et
// al. 2013.
//
//   denoise_speech RECORDINGS [OUTPUT_FOLDER [SEEDS [SPEECH_FOLDER...]]]
//
// RECORDINGS holds spoken digits named digit_speaker_index.wav (Free Spoken Digit Dataset), joined
// into utterances of five. The speakers theo and yweweler are never trained on, nor is the noise of
// a fan. Every SPEECH_FOLDER is one more test, of whole utterances (samples/speak_digits makes
// some). SEEDS, as in 1,2,3, are the trainings of each network. Those that OUTPUT_FOLDER holds from
// before are not repeated.

#include <torch/utils.h>

#include <iostream>
#include <opencv2/core.hpp>
#include <sstream>

#include "models/machine.hpp"
#include "pipelines/speech/speech_denoising.hpp"
#include "samples/asks_for_help.hpp"
#include "samples/mmse_lsa.hpp"
#include "samples/speech_comparison.hpp"
#include "samples/spoken_digits.hpp"
#include "src/audio/noise.hpp"
#include "src/core/error.hpp"

namespace {

namespace fs = std::filesystem;
using namespace antifaz;

constexpr char kUsage[] =
    "usage: denoise_speech RECORDINGS [OUTPUT_FOLDER [SEEDS [SPEECH_FOLDER...]]]\n";
constexpr int kRate = 8000, kTestPerSpeaker = 10;
const std::vector<std::pair<std::string, SpeechNoise>> kNoises{{"factory", SpeechNoise::kFactory},
                                                               {"car", SpeechNoise::kCar},
                                                               {"babble", SpeechNoise::kBabble},
                                                               {"fan", SpeechNoise::kFan}};
const std::vector<SpeechNoise> kSeen{SpeechNoise::kFactory, SpeechNoise::kCar,
                                     SpeechNoise::kBabble},
    kUnseen{SpeechNoise::kFan};

struct Trained {
  const char* name;
  SpeechTarget target;
  int epochs, rounds;  ///< rounds: how often each utterance is made, each time of other digits
};
const std::vector<Trained> kTrained{{"mask", SpeechTarget::kMask, 4, 4},
                                    {"spectrum", SpeechTarget::kSpectrum, 2, 2}};

/// Utterances of all speakers under several noises and signal-to-noise ratios.
std::vector<SpeechPair> training_pairs(const DigitRecordings& recordings, int rounds,
                                       std::uint64_t seed) {
  cv::RNG random(seed);
  std::vector<Samples> all;
  for (int round = 0; round < rounds; ++round) {
    for (const auto& [speaker, digits] : recordings.train) {
      for (const Samples& clean : digit_utterances(digits, digits.size(), kRate, random))
        all.push_back(clean);
    }
  }
  return spoilt_speech(all, kRate, kSeen, recordings.train_babble, 1000 * seed);
}

Samples enhanced_by_mmse(const Samples& noisy) {
  const StftOptions options;
  const cv::Mat spectrum = stft(noisy, options);
  const cv::Mat gain =
      mmse_lsa_gain(power_spectrum(spectrum), static_cast<double>(options.hop) / kRate);
  return inverse_stft(with_gain(spectrum, gain), options, noisy.size());
}

/// The weights of one training, made where they are not there yet.
fs::path weights_of(const Trained& trained, std::uint64_t seed, const DigitRecordings& recordings,
                    const fs::path& output) {
  const fs::path file =
      output / (std::string(trained.name) + "-" + std::to_string(seed) + ".safetensors");
  if (fs::exists(file)) return file;
  SpeechTraining training = default_speech_training(trained.target);
  training.trainer.epochs = trained.epochs;
  training.trainer.seed = seed;
  torch::manual_seed(seed);
  SpeechDenoiser denoiser(default_speech_denoiser(trained.target));
  Observer quiet;
  const TrainReport report =
      denoiser.train(training_pairs(recordings, trained.rounds, seed), {}, training, quiet);
  denoiser.save({{"seed", std::to_string(seed)}}, file);
  std::cout << "trained: " << trained.name << ", seed " << seed << ", " << report.steps
            << " steps, " << static_cast<int>(report.seconds) << " s" << std::endl;
  return file;
}

std::vector<EnhancementMethod> make_methods(const DigitRecordings& recordings,
                                            const std::vector<std::uint64_t>& seeds,
                                            const fs::path& output) {
  std::vector<EnhancementMethod> methods{{"noisy", {[](const Samples& noisy) { return noisy; }}},
                                         {"MMSE-LSA", {enhanced_by_mmse}}};
  for (const Trained& trained : kTrained) {
    EnhancementMethod method{trained.name, {}};
    for (const std::uint64_t seed : seeds) {
      const auto denoiser = std::make_shared<SpeechDenoiser>(
          SpeechDenoiser::load(weights_of(trained, seed, recordings, output)));
      method.runs.push_back([denoiser](const Samples& noisy) { return denoiser->enhance(noisy); });
    }
    methods.push_back(method);
  }
  return methods;
}

void compare(const std::string& title, const std::vector<EnhancementMethod>& methods,
             const SpeechTest& test) {
  std::cout << "\n" << title << ": " << test.utterances.size() << " utterances\n";
  std::cout << "\nNoises as in training (factory, car, babble), mean of the three\n\n"
            << speech_tables(methods, test, kSeen) << "\nA noise that training never had (fan)\n\n"
            << speech_tables(methods, test, kUnseen) << std::flush;
}

/// Files to listen to: one utterance under every noise at 5 dB.
void write_examples(const std::vector<EnhancementMethod>& methods, const Samples& clean,
                    const std::vector<Samples>& voices, const fs::path& output) {
  write_sound({clean, kRate}, output / "clean.wav");
  for (const auto& [name, kind] : kNoises) {
    const Samples noisy = mixed_at_snr(clean, make_noise(kind, clean.size(), kRate, voices, 0), 5);
    for (const EnhancementMethod& method : methods) {
      write_sound({method.runs.front()(noisy), kRate},
                  output / (name + " " + method.name + ".wav"));
    }
  }
}

void run(const fs::path& folder, const fs::path& output, const std::vector<std::uint64_t>& seeds,
         const std::vector<fs::path>& others) {
  std::vector<SpeechTest> other_tests;  // read first: training is no time to find a fault
  for (const auto& other : others)
    other_tests.push_back({read_utterances(other, kRate), {}, kRate});
  const DigitRecordings recordings = read_digits(folder, kRate);
  cv::RNG random(2);
  SpeechTest test{{}, recordings.test_babble, kRate};
  for (const auto& [speaker, digits] : recordings.test) {
    for (Samples& clean : digit_utterances(digits, kTestPerSpeaker, kRate, random))
      test.utterances.push_back(clean);
  }
  fs::create_directories(output);
  const std::vector<EnhancementMethod> methods = make_methods(recordings, seeds, output);
  write_examples(methods, test.utterances.front(), recordings.test_babble, output);
  std::cout << "To listen to, at 5 dB: " << output << "\n";
  compare("theo and yweweler", methods, test);
  for (std::size_t i = 0; i < others.size(); ++i) {
    other_tests[i].voices = recordings.test_babble;
    compare(others[i].string(), methods, other_tests[i]);
  }
}

std::vector<std::uint64_t> read_seeds(const std::string& text) {
  std::vector<std::uint64_t> seeds;
  std::istringstream stream(text);
  for (std::string one; std::getline(stream, one, ',');) {
    seeds.push_back(std::strtoull(one.c_str(), nullptr, 10));
    if (seeds.back() == 0)
      throw Error("seeds are whole numbers from 1 on, as in 1,2,3, not " + text);
  }
  return seeds;
}

}  // namespace

int main(int argc, char** argv) {
  if (asks_for_help(argc, argv)) {
    std::cout << kUsage;
    return 0;
  }
  if (argc < 2) {
    std::cerr << kUsage;
    return 2;
  }
  set_up_machine(1);  // the networks are small; utterances are judged two at a time
  try {
    run(argv[1], argc > 2 ? argv[2] : "out/denoise_speech",
        read_seeds(argc > 3 ? argv[3] : "1,2,3"), {argv + std::min(argc, 4), argv + argc});
  } catch (const Error& error) {
    std::cerr << "denoise_speech: " << error.what() << "\n";
    return 1;
  }
}
