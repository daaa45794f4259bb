#include <torch/types.h>
#include <torch/utils.h>

#include "models/device.hpp"
#include "pipelines/autoencoders/speech_denoising.hpp"
#include "src/audio/speech_quality.hpp"
#include "src/cli/autoencoder/autoencoder_output.hpp"
#include "src/cli/autoencoder/autoencoder_support.hpp"
#include "src/cli/autoencoder/sound_files.hpp"
#include "src/cli/resources.hpp"
#include "src/cli/train/train_support.hpp"
#include "src/core/error.hpp"
#include "src/core/files.hpp"
#include "src/core/mean_figure.hpp"

namespace antifaz {
namespace {

namespace fs = std::filesystem;

constexpr int kRounds = 2;  // noises under which each recording is heard

/// Noisy and clean speech: given, or the recordings under noises made by rule.
std::vector<SpeechPair> read_pairs(const Invocation& in, const NamedSounds& clean, int rate,
                                   std::uint64_t seed) {
  std::vector<SpeechPair> pairs;
  if (in.has("noisy")) {
    const std::vector<Samples> noisy = partners_of(clean, in.text("noisy"), rate, *in.observer);
    for (std::size_t i = 0; i < noisy.size(); ++i) pairs.push_back({noisy[i], clean.samples[i]});
    return pairs;
  }
  const std::vector<SpeechNoise> noises{SpeechNoise::kFactory, SpeechNoise::kCar,
                                        SpeechNoise::kBabble};
  for (int round = 0; round < kRounds; ++round) {
    std::vector<SpeechNoise> turned = noises;
    std::rotate(turned.begin(), turned.begin() + round, turned.end());
    for (SpeechPair& pair : spoilt_speech(clean.samples, rate, turned, clean.samples,
                                          seed + static_cast<std::uint64_t>(round))) {
      pairs.push_back(std::move(pair));
    }
  }
  return pairs;
}

ExitCode run_train_speech(const Invocation& in) {
  const c10::Device device = torch_device(in.device);
  SpeechDenoiserOptions options = default_speech_denoiser();
  options.rate = std::stoi(in.choice("rate", {"8000", "16000"}));
  options.network = autoencoder_options(in, options.network);
  SpeechTraining training;
  training.trainer = autoencoder_trainer(in);
  training.trainer.resume = in.flag("resume");
  training.batch = batch_size(in);
  training.pretraining_epochs = in.whole("pretraining", 0, 100000);
  refuse_second_run(in, training.trainer);
  const NamedSounds clean = read_sounds(in.text("data"), options.rate, *in.observer);
  const auto pairs = read_pairs(in, clean, options.rate, training.trainer.seed);
  std::vector<SpeechPair> learned, validation;
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    const bool held = i % clean.names.size() % 10 == 9;  // a recording is never on both sides
    (held ? validation : learned).push_back(pairs[i]);
  }
  torch::manual_seed(training.trainer.seed);
  SpeechDenoiser denoiser(options);
  denoiser.module().to(device);
  const TrainReport report = denoiser.train(learned, validation, training, *in.observer);
  denoiser.module().to(torch::kCPU);
  TrainingData described;
  described.description = in.text("data") + " (" + std::to_string(clean.names.size()) +
                          " recordings, every tenth for validation)";
  denoiser.save(training_card(in, described, report), result_file(in));
  report_training(in, report);
  return clean.skipped > 0 ? ExitCode::kFailed : ExitCode::kDone;
}

void write_sounds(const std::vector<Samples>& sounds, const std::vector<std::string>& names,
                  int rate, const fs::path& output, bool folder) {
  if (!folder) return write_sound({sounds.front(), rate}, output);
  for (std::size_t i = 0; i < sounds.size(); ++i) {
    fs::create_directories((output / names[i]).parent_path());
    write_sound({sounds[i], rate}, output / names[i]);
  }
}

/// Means over the recordings.
nlohmann::ordered_json quality(const std::vector<Samples>& sounds,
                               const std::vector<Samples>& clean, int rate) {
  const auto mean = [&](double (*measure)(const Samples&, const Samples&, int)) {
    double sum = 0;
    for (std::size_t i = 0; i < clean.size(); ++i) sum += measure(clean[i], sounds[i], rate);
    return sum / static_cast<double>(clean.size());
  };
  return {{"segmental_snr_db", mean(segmental_snr_db)},
          {"log_spectral_distance_db", mean(log_spectral_distance_db)},
          {"stoi", mean(stoi)}};
}

}  // namespace

ExitCode denoise_speech(const Invocation& in) {
  if (in.flag("spoil")) throw UsageError("--spoil is for images and vectors, not for sounds");
  const c10::Device device = torch_device(in.device);
  const fs::path data = in.text("data"), output = in.text("output");
  const bool folder = fs::is_directory(data);
  if (!folder && !is_sound_file(output))
    throw UsageError(output, "sound is written as .wav or .flac");
  if (folder) expect_new_folder(output);
  SpeechDenoiser denoiser = SpeechDenoiser::load(in.text("model"));
  denoiser.module().to(device);
  const NamedSounds noisy = read_sounds(data, denoiser.rate(), *in.observer);
  std::vector<Samples> clean, made;
  if (in.has("clean")) {
    clean = partners_of(noisy, in.text("clean"), denoiser.rate(), *in.observer);
  }
  for (const Samples& samples : noisy.samples) made.push_back(denoiser.enhance(samples));
  write_sounds(made, noisy.names, denoiser.rate(), output, folder);
  nlohmann::ordered_json fields{
      {"sounds", made.size()}, {"skipped", noisy.skipped}, {"rate", denoiser.rate()}};
  if (!clean.empty()) {
    fields["noisy"] = quality(noisy.samples, clean, denoiser.rate());
    fields["denoised"] = quality(made, clean, denoiser.rate());
  }
  fields["output"] = output.string();
  print_result(in, "denoise", fields);
  return noisy.skipped > 0 ? ExitCode::kFailed : ExitCode::kDone;
}

Command autoencoder_train_speech_command() {
  Command command =
      make_autoencoder_command("train-speech", "Train an autoencoder to remove noise from speech.",
                               "speech/ --output runs/speech", run_train_speech);
  command.details =
      "Learns from recordings of clean speech (WAV, FLAC) under noises made by rule (factory, "
      "car,\n"
      "babble of the recordings, -2 to 12 dB), or from your own pairs. 'antifaz autoencoder "
      "denoise'\n"
      "then takes sound files.";
  command.options.push_back(text("data", "FOLDER|FILE", "clean speech"));
  command.required.push_back("data");
  command.positional = {{"data", 1}};
  add_output_option(command, "new folder for checkpoint, curves and weights.safetensors");
  command.options += {
      text("noisy", "FOLDER", "noisy versions of the recordings, by the same names"),
      text("rate", "HZ", "8000 or 16000; recordings are resampled", "8000"),
      whole("pretraining", "N", "epochs of greedy pretraining a layer; 0: none", 1),
      flag("resume", "go on from the run's checkpoint"),
  };
  add_training_options(command);
  add_network_options(command, default_speech_denoiser().network);
  return command;
}

}  // namespace antifaz
