#include "samples/spoken_digits.hpp"

#include <algorithm>

#include "src/audio/noise.hpp"
#include "src/core/error.hpp"

namespace antifaz {
namespace {

constexpr std::size_t kDigits = 5;
constexpr double kLevel = 0.1;

Samples read_at_level(const std::filesystem::path& file, int rate) {
  Samples samples = resampled(read_sound(file), rate).samples;
  const double loudness = rms(samples);
  if (loudness == 0) throw Error(file, "is silent");
  for (float& sample : samples) sample *= static_cast<float>(kLevel / loudness);
  return samples;
}

std::vector<std::filesystem::path> recordings_in(const std::filesystem::path& folder) {
  if (!std::filesystem::is_directory(folder)) throw Error(folder, "is no folder");
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() == ".wav") files.push_back(entry.path());
  }
  if (files.empty()) throw Error(folder, "holds no .wav files");
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace

DigitRecordings read_digits(const std::filesystem::path& folder, int rate) {
  DigitRecordings recordings;
  for (const auto& file : recordings_in(folder)) {
    const std::string name = file.stem().string();
    const auto first = name.find('_'), second = name.rfind('_');
    if (first == second) throw Error(file, "is not named digit_speaker_index.wav");
    const std::string speaker = name.substr(first + 1, second - first - 1);
    const Samples digit = read_at_level(file, rate);
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

std::vector<Samples> read_utterances(const std::filesystem::path& folder, int rate) {
  std::vector<Samples> utterances;
  for (const auto& file : recordings_in(folder)) {
    utterances.push_back(read_at_level(file, rate));
  }
  return utterances;
}

std::vector<Samples> digit_utterances(std::vector<Samples> digits, std::size_t most, int rate,
                                      cv::RNG& random) {
  for (std::size_t i = digits.size(); i > 1; --i) {
    std::swap(digits[i - 1],
              digits[static_cast<std::size_t>(random.uniform(0, static_cast<int>(i)))]);
  }
  std::vector<Samples> result;
  for (std::size_t i = 0; i + kDigits <= digits.size() && result.size() < most; i += kDigits) {
    Samples joined(rate / 4);
    for (std::size_t k = 0; k < kDigits; ++k) {
      joined.insert(joined.end(), digits[i + k].begin(), digits[i + k].end());
      joined.resize(joined.size() + static_cast<std::size_t>(random.uniform(rate / 10, rate / 4)));
    }
    result.push_back(joined);
  }
  return result;
}

}  // namespace antifaz
