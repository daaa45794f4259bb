// Speech enhancement by a deep denoising autoencoder (Lu et al. 2013) against the MMSE estimate of
// the log spectral amplitude (Ephraim and Malah 1985).
//
//   denoise_speech RECORDINGS [OUTPUT_FOLDER [EPOCHS [SPEECH_FOLDER...]]]
//
// RECORDINGS holds spoken digits named digit_speaker_index.wav (Free Spoken Digit Dataset), joined
// into utterances of five. The speakers theo and yweweler are never trained on, nor is the noise of
// a fan. Every SPEECH_FOLDER is one more test, of whole utterances (samples/speak_digits makes
// some).

#include <torch/utils.h>

#include <functional>
#include <iostream>
#include <opencv2/core.hpp>
#include <thread>

#include "models/machine.hpp"
#include "pipelines/speech/speech_denoising.hpp"
#include "samples/asks_for_help.hpp"
#include "samples/mmse_lsa.hpp"
#include "samples/spoken_digits.hpp"
#include "src/audio/noise.hpp"
#include "src/audio/speech_quality.hpp"
#include "src/core/error.hpp"
#include "src/core/mean_figure.hpp"
#include "src/core/text_table.hpp"

namespace {

constexpr char kUsage[] =
    "usage: denoise_speech RECORDINGS [OUTPUT_FOLDER [EPOCHS [SPEECH_FOLDER...]]]\n";

using namespace antifaz;

constexpr int kRate = 8000, kTestPerSpeaker = 15, kTrainings = 2;
const std::vector<double> kRatios{0, 5, 10};  // dB
const std::vector<std::pair<std::string, SpeechNoise>> kNoises{{"factory", SpeechNoise::kFactory},
                                                               {"car", SpeechNoise::kCar},
                                                               {"babble", SpeechNoise::kBabble},
                                                               {"fan", SpeechNoise::kFan}};
const std::vector<SpeechNoise> kSeen{SpeechNoise::kFactory, SpeechNoise::kCar,
                                     SpeechNoise::kBabble},
    kUnseen{SpeechNoise::kFan};

/// Every training utterance under several noises and signal-to-noise ratios.
std::vector<SpeechPair> training_pairs(const DigitRecordings& recordings) {
  cv::RNG random(1);
  std::vector<Samples> all;
  for (int round = 0; round < kTrainings; ++round) {
    for (const auto& [speaker, digits] : recordings.train) {
      for (const Samples& clean : digit_utterances(digits, digits.size(), kRate, random))
        all.push_back(clean);
    }
  }
  return spoilt_speech(all, kRate, kSeen, recordings.train_babble, /*seed=*/1000);
}

Samples enhanced_by_mmse(const Samples& noisy) {
  const StftOptions options;
  const cv::Mat spectrum = stft(noisy, options);
  const cv::Mat gain =
      mmse_lsa_gain(power_spectrum(spectrum), static_cast<double>(options.hop) / kRate);
  return inverse_stft(with_gain(spectrum, gain), options, noisy.size());
}

struct Method {
  std::string name;
  std::function<Samples(const Samples&)> enhance;
};

/// One value an utterance for each measure.
struct Figures {
  std::vector<double> segmental_snr, log_spectral_distance, stoi, reduction, distortion;

  std::vector<std::vector<double>*> all() {
    return {&segmental_snr, &log_spectral_distance, &stoi, &reduction, &distortion};
  }
};

/// A test utterance under one noise.
struct Trial {
  std::size_t utterance;
  Samples clean, noisy;
};

std::vector<Trial> make_trials(const std::vector<Samples>& test,
                               const std::vector<SpeechNoise>& noises,
                               const std::vector<Samples>& voices, double snr) {
  std::vector<Trial> trials;
  for (std::size_t i = 0; i < test.size(); ++i) {
    for (const SpeechNoise kind : noises) {
      const Samples noise = make_noise(kind, test[i].size(), kRate, voices, i);
      trials.push_back({i, test[i], mixed_at_snr(test[i], noise, snr)});
    }
  }
  return trials;
}

/// The trials of one utterance are not independent: each figure is their mean.
Figures measure(const Method& method, const std::vector<Trial>& trials) {
  const MelBands bands(40, {}, kRate, 1e-4);
  const auto log_mel = [&](const Samples& x) {
    return bands.log_energies(power_spectrum(stft(x, {})));
  };
  const std::size_t utterances = trials.back().utterance + 1;
  const auto share = static_cast<double>(utterances) / static_cast<double>(trials.size());
  Figures figures;
  for (auto* values : figures.all()) values->assign(utterances, 0);
  for (const Trial& trial : trials) {
    const Samples made = method.enhance(trial.noisy);
    const std::size_t i = trial.utterance;
    figures.segmental_snr[i] += share * segmental_snr_db(trial.clean, made, kRate);
    figures.log_spectral_distance[i] += share * log_spectral_distance_db(trial.clean, made, kRate);
    figures.stoi[i] += share * stoi(trial.clean, made, kRate);
    figures.reduction[i] += share * mean_difference(log_mel(made), log_mel(trial.noisy));
    figures.distortion[i] += share * mean_difference(log_mel(made), log_mel(trial.clean));
  }
  return figures;
}

void compare_under(const std::vector<SpeechNoise>& noises, const std::vector<Method>& methods,
                   const std::vector<Samples>& test, const std::vector<Samples>& voices) {
  TextTable table({"SNR", "method", "segmental SNR, dB", "log-spectral distance, dB", "STOI",
                   "noise reduction", "speech distortion"});
  for (const double snr : kRatios) {
    const std::vector<Trial> trials = make_trials(test, noises, voices, snr);
    for (const Method& method : methods) {
      Figures figures = measure(method, trials);
      std::vector<std::string> row{std::to_string(static_cast<int>(snr)), method.name};
      for (const auto* values : figures.all()) {
        row.push_back(with_interval(mean_figure(*values), values == &figures.stoi ? 3 : 2));
      }
      table.add_row(row);
    }
  }
  std::cout << table.str() << std::endl;
}

void compare(const std::vector<Method>& methods, const std::vector<Samples>& test,
             const std::vector<Samples>& voices) {
  std::cout << "\nNoises as in training (factory, car, babble), mean of the three\n\n";
  compare_under(kSeen, methods, test, voices);
  std::cout << "A noise that training never had (fan)\n\n";
  compare_under(kUnseen, methods, test, voices);
}

/// Files to listen to: one utterance under every noise at 5 dB.
void write_examples(const std::vector<Method>& methods, const Samples& clean,
                    const std::vector<Samples>& voices, const std::filesystem::path& output) {
  std::filesystem::create_directories(output);
  write_sound({clean, kRate}, output / "clean.wav");
  for (const auto& [name, kind] : kNoises) {
    const Samples noisy = mixed_at_snr(clean, make_noise(kind, clean.size(), kRate, voices, 0), 5);
    for (const Method& method : methods) {
      write_sound({method.enhance(noisy), kRate}, output / (name + " " + method.name + ".wav"));
    }
  }
}

void run(const std::filesystem::path& folder, const std::filesystem::path& output, int epochs,
         const std::vector<std::filesystem::path>& others) {
  std::vector<std::vector<Samples>> other_tests;  // read first: training is no time to find a fault
  for (const auto& other : others) other_tests.push_back(read_utterances(other, kRate));
  const DigitRecordings recordings = read_digits(folder, kRate);
  cv::RNG random(2);
  std::vector<Samples> test;
  for (const auto& [speaker, digits] : recordings.test) {
    for (Samples& clean : digit_utterances(digits, kTestPerSpeaker, kRate, random))
      test.push_back(clean);
  }
  const std::vector<SpeechPair> pairs = training_pairs(recordings);
  std::cout << pairs.size() << " training pairs, " << test.size() << " test utterances, " << epochs
            << " epochs\n";

  std::vector<Method> methods{{"noisy", [](const Samples& noisy) { return noisy; }},
                              {"MMSE-LSA", enhanced_by_mmse}};
  const auto add_denoiser = [&](const std::string& name, int depth, int pretraining) {
    SpeechDenoiserOptions options = default_speech_denoiser();
    options.network.widths.resize(static_cast<std::size_t>(depth));
    SpeechTraining training;
    training.trainer.epochs = epochs;
    training.trainer.learning_rate = 1e-3;
    training.pretraining_epochs = pretraining;
    torch::manual_seed(1);
    const auto denoiser = std::make_shared<SpeechDenoiser>(options);
    Observer quiet;
    const TrainReport report = denoiser->train(pairs, {}, training, quiet);
    std::cout << "trained: " << name << ", " << report.steps << " steps" << std::endl;
    methods.push_back(
        {name, [denoiser](const Samples& noisy) { return denoiser->enhance(noisy); }});
  };
  for (const int depth : {1, 2, 3}) {
    add_denoiser("autoencoder, depth " + std::to_string(depth), depth, /*pretraining=*/1);
  }
  add_denoiser("depth 3, no pretraining", 3, 0);
  compare(methods, test, recordings.test_babble);
  for (std::size_t i = 0; i < others.size(); ++i) {
    std::cout << others[i].string() << ": " << other_tests[i].size() << " utterances\n";
    compare(methods, other_tests[i], recordings.test_babble);
  }
  write_examples(methods, test.front(), recordings.test_babble, output);
  std::cout << "To listen to, at 5 dB: " << output << "\n";
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
  set_up_machine(static_cast<int>(std::thread::hardware_concurrency()));
  try {
    run(argv[1], argc > 2 ? argv[2] : "out/denoise_speech", argc > 3 ? std::atoi(argv[3]) : 2,
        {argv + std::min(argc, 4), argv + argc});
  } catch (const Error& error) {
    std::cerr << "denoise_speech: " << error.what() << "\n";
    return 1;
  }
}
