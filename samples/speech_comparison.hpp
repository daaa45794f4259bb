#pragma once

#include <functional>
#include <string>
#include <vector>

#include "pipelines/speech/noisy_speech.hpp"
#include "src/audio/sound_file.hpp"

namespace antifaz {

/// One way to take noise from speech; a trained one once a seed.
struct EnhancementMethod {
  std::string name;
  std::vector<std::function<Samples(const Samples&)>> runs;
};

/// What is said in a test, and who talks in its babble.
struct SpeechTest {
  std::vector<Samples> utterances, voices;
  int rate = 8000;
};

/// Two tables for every method under the noises at 0, 5 and 10 dB and in clean speech: the figures
/// (means of the runs and the noises, 95 % intervals over utterances), and by how much the methods
/// from the third on are better than the better of the first two, with that of the worst run.
std::string speech_tables(const std::vector<EnhancementMethod>& methods, const SpeechTest& test,
                          const std::vector<SpeechNoise>& noises);

}  // namespace antifaz
