#pragma once

#include <filesystem>
#include <map>
#include <opencv2/core.hpp>
#include <string>
#include <vector>

#include "src/audio/sound_file.hpp"

namespace antifaz {

/// Recordings of one digit each, equally loud.
struct DigitRecordings {
  std::map<std::string, std::vector<Samples>> train, test;  ///< by speaker
  std::vector<Samples> train_babble, test_babble;
};

/// Recordings named digit_speaker_index.wav (Free Spoken Digit Dataset). The speakers theo and
/// yweweler are for tests; a fifth of the others' recordings is kept for the tests' babble. Throws
/// `Error` where some of these are missing.
DigitRecordings read_digits(const std::filesystem::path& folder, int rate);

/// Every WAV file of a folder as one utterance, by name, equally loud. Throws `Error` where there
/// is none.
std::vector<Samples> read_utterances(const std::filesystem::path& folder, int rate);

/// At most `most` utterances of five shuffled digits with pauses between them, a quarter of a
/// second before the first.
std::vector<Samples> digit_utterances(std::vector<Samples> digits, std::size_t most, int rate,
                                      cv::RNG& random);

}  // namespace antifaz
