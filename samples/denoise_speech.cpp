// Speech enhancement by a deep denoising autoencoder (Lu et al. 2013) against the MMSE estimate of
// the log spectral amplitude (Ephraim and Malah 1985).
//
//   denoise_speech RECORDINGS [OUTPUT_FOLDER [STEPS]]
//
// RECORDINGS holds spoken digits named digit_speaker_index.wav (Free Spoken Digit Dataset), joined
// into utterances of five. The speakers theo and yweweler are never trained on, nor is the noise of
// a fan.

#include <torch/torch.h>

#include <algorithm>
#include <functional>
#include <iostream>
#include <map>
#include <opencv2/core.hpp>

#include "pipelines/speech_denoising.hpp"
#include "src/audio/mmse_lsa.hpp"
#include "src/audio/noise.hpp"
#include "src/audio/speech_quality.hpp"
#include "src/core/error.hpp"
#include "src/core/mean_figure.hpp"
#include "src/core/text_table.hpp"

namespace {

using namespace antifaz;

constexpr int kRate = 8000, kDigits = 5, kTalkers = 8, kTestPerSpeaker = 15, kTrainings = 2;
constexpr double kLevel = 0.1;
const std::vector<double> kRatios{0, 5, 10};  // dB
const std::vector<std::string> kNoises{"factory", "car", "babble", "fan"};
constexpr std::size_t kSeenNoises = 3;

/// Recordings of one digit each.
struct Recordings {
  std::map<std::string, std::vector<Samples>> train, test;  ///< by speaker
  std::vector<Samples> train_babble, test_babble;
};

Samples at_level(Samples samples) {
  const double factor = kLevel / rms(samples);
  for (float& sample : samples) sample *= static_cast<float>(factor);
  return samples;
}

Recordings read_recordings(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() == ".wav") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  Recordings recordings;
  for (const auto& file : files) {
    const std::string name = file.stem().string();
    const auto first = name.find('_'), second = name.rfind('_');
    if (first == second) throw Error(file, "is not named digit_speaker_index.wav");
    const std::string speaker = name.substr(first + 1, second - first - 1);
    const Samples digit = at_level(resampled(read_sound(file), kRate).samples);
    if (speaker == "theo" || speaker == "yweweler") {
      recordings.test[speaker].push_back(digit);
    } else if (std::atoi(name.c_str() + second + 1) >= 20) {
      recordings.test_babble.push_back(digit);  // a fifth of the voices is heard in tests alone
    } else {
      recordings.train[speaker].push_back(digit);
      recordings.train_babble.push_back(digit);
    }
  }
  if (recordings.train.empty() || recordings.test.empty() || recordings.test_babble.empty()) {
    throw Error(folder, "lacks the speakers theo and yweweler, or others to learn from");
  }
  return recordings;
}

/// Utterances of shuffled digits with pauses between them, a quarter of a second before the first.
std::vector<Samples> utterances(std::vector<Samples> digits, std::size_t most, cv::RNG& random) {
  for (std::size_t i = digits.size(); i > 1; --i) {
    std::swap(digits[i - 1],
              digits[static_cast<std::size_t>(random.uniform(0, static_cast<int>(i)))]);
  }
  std::vector<Samples> result;
  for (std::size_t i = 0; i + kDigits <= digits.size() && result.size() < most; i += kDigits) {
    Samples joined(kRate / 4);
    for (std::size_t k = 0; k < kDigits; ++k) {
      joined.insert(joined.end(), digits[i + k].begin(), digits[i + k].end());
      joined.resize(joined.size() +
                    static_cast<std::size_t>(random.uniform(kRate / 10, kRate / 4)));
    }
    result.push_back(joined);
  }
  return result;
}

Samples make_noise(const std::string& name, std::size_t length, const std::vector<Samples>& voices,
                   std::uint64_t seed) {
  if (name == "factory") return factory_noise(length, kRate, seed);
  if (name == "car") return car_noise(length, kRate, seed);
  if (name == "fan") return fan_noise(length, kRate, seed);
  return babble_noise(length, voices, kTalkers, seed);
}

/// Every training utterance under several noises and signal-to-noise ratios.
std::vector<SpeechPair> training_pairs(const Recordings& recordings) {
  cv::RNG random(1);
  std::vector<SpeechPair> pairs;
  for (int round = 0; round < kTrainings; ++round) {
    for (const auto& [speaker, digits] : recordings.train) {
      for (const Samples& clean : utterances(digits, digits.size(), random)) {
        const std::string& name = kNoises[pairs.size() % kSeenNoises];
        const Samples noise =
            make_noise(name, clean.size(), recordings.train_babble, 1000 + pairs.size());
        pairs.push_back({mixed_at_snr(clean, noise, random.uniform(-2.0, 12.0)), clean});
      }
    }
  }
  return pairs;
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
                               const std::vector<std::string>& noises,
                               const std::vector<Samples>& voices, double snr) {
  std::vector<Trial> trials;
  for (std::size_t i = 0; i < test.size(); ++i) {
    for (const std::string& name : noises) {
      const Samples noise = make_noise(name, test[i].size(), voices, i);
      trials.push_back({i, test[i], mixed_at_snr(test[i], noise, snr)});
    }
  }
  return trials;
}

/// The trials of one utterance are not independent: each figure is their mean.
Figures judge(const Method& method, const std::vector<Trial>& trials) {
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

void compare(const std::vector<Method>& methods, const std::vector<Samples>& test,
             const std::vector<std::string>& noises, const std::vector<Samples>& voices) {
  TextTable table({"SNR", "method", "segmental SNR, dB", "log-spectral distance, dB", "STOI",
                   "noise reduction", "speech distortion"});
  for (const double snr : kRatios) {
    const std::vector<Trial> trials = make_trials(test, noises, voices, snr);
    for (const Method& method : methods) {
      Figures figures = judge(method, trials);
      std::vector<std::string> row{std::to_string(static_cast<int>(snr)), method.name};
      for (const auto* values : figures.all()) {
        row.push_back(with_interval(mean_figure(*values), values == &figures.stoi ? 3 : 2));
      }
      table.add_row(row);
    }
  }
  std::cout << table.str() << std::endl;
}

/// Files to listen to: one utterance under every noise at 5 dB.
void write_examples(const std::vector<Method>& methods, const Samples& clean,
                    const std::vector<Samples>& voices, const std::filesystem::path& output) {
  std::filesystem::create_directories(output);
  write_sound({clean, kRate}, output / "clean.wav");
  for (const std::string& name : kNoises) {
    const Samples noisy = mixed_at_snr(clean, make_noise(name, clean.size(), voices, 0), 5);
    for (const Method& method : methods) {
      write_sound({method.enhance(noisy), kRate}, output / (name + " " + method.name + ".wav"));
    }
  }
}

void run(const std::filesystem::path& folder, const std::filesystem::path& output, int steps) {
  const Recordings recordings = read_recordings(folder);
  cv::RNG random(2);
  std::vector<Samples> test;
  for (const auto& [speaker, digits] : recordings.test) {
    for (Samples& clean : utterances(digits, kTestPerSpeaker, random)) test.push_back(clean);
  }
  const std::vector<SpeechPair> pairs = training_pairs(recordings);
  std::cout << pairs.size() << " training pairs, " << test.size() << " test utterances, " << steps
            << " steps\n";

  std::vector<Method> methods{{"noisy", [](const Samples& noisy) { return noisy; }},
                              {"MMSE-LSA", enhanced_by_mmse}};
  const auto add_denoiser = [&](const std::string& name, int depth, int pretraining) {
    SpeechDenoiserOptions options;
    options.rate = kRate;
    options.depth = depth;
    options.steps = steps;
    options.pretraining_steps = pretraining;
    const auto denoiser = std::make_shared<SpeechDenoiser>(options);
    denoiser->train(pairs);
    std::cout << "trained: " << name << std::endl;
    methods.push_back(
        {name, [denoiser](const Samples& noisy) { return denoiser->enhance(noisy); }});
  };
  const int pretraining = steps / 5;
  for (const int depth : {1, 2, 3}) {
    add_denoiser("autoencoder, depth " + std::to_string(depth), depth, pretraining);
  }
  add_denoiser("depth 3, no pretraining", 3, 0);
  std::cout << "\nNoises as in training (factory, car, babble), mean of the three\n\n";
  compare(methods, test, {kNoises.begin(), kNoises.begin() + kSeenNoises}, recordings.test_babble);
  std::cout << "A noise that training never had (fan)\n\n";
  compare(methods, test, {kNoises.begin() + kSeenNoises, kNoises.end()}, recordings.test_babble);
  write_examples(methods, test.front(), recordings.test_babble, output);
  std::cout << "To listen to, at 5 dB: " << output << "\n";
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2 || argc > 4) {
    std::cerr << "usage: denoise_speech RECORDINGS [OUTPUT_FOLDER [STEPS]]\n";
    return 2;
  }
  try {
    run(argv[1], argc > 2 ? argv[2] : "out/denoise_speech", argc > 3 ? std::atoi(argv[3]) : 3000);
  } catch (const Error& error) {
    std::cerr << "denoise_speech: " << error.what() << "\n";
    return 1;
  }
}
