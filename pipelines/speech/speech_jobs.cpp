#include "pipelines/speech/speech_jobs.hpp"

#include <torch/nn/module.h>
#include <torch/types.h>
#include <torch/utils.h>

#include <algorithm>

#include "models/device.hpp"
#include "pipelines/autoencoders/autoencode.hpp"
#include "pipelines/autoencoders/run_origin.hpp"
#include "pipelines/speech/sound_files.hpp"
#include "pipelines/speech/speech_denoising.hpp"
#include "pipelines/speech/speech_figures.hpp"
#include "pipelines/training/run_folder.hpp"
#include "src/core/error.hpp"
#include "src/core/files.hpp"
#include "src/core/sha256.hpp"
#include "src/data/new_file.hpp"

namespace antifaz {
namespace {

namespace fs = std::filesystem;

constexpr int kRounds = 2;  // noises under which each recording is heard

/// Noisy and clean speech: given, or the recordings under noises made by rule.
std::vector<SpeechPair> read_pairs(const TrainSpeechJob& job, const NamedSounds& clean,
                                   Observer& observer) {
  const int rate = job.denoiser.rate;
  std::vector<SpeechPair> pairs;
  if (!job.noisy.empty()) {
    const std::vector<Samples> noisy = partners_of(clean, job.noisy, rate, observer);
    for (std::size_t i = 0; i < noisy.size(); ++i) pairs.push_back({noisy[i], clean.samples[i]});
    return pairs;
  }
  const std::vector<SpeechNoise> noises{SpeechNoise::kFactory, SpeechNoise::kCar,
                                        SpeechNoise::kBabble};
  for (int round = 0; round < kRounds; ++round) {
    std::vector<SpeechNoise> turned = noises;
    std::rotate(turned.begin(), turned.begin() + round, turned.end());
    const std::uint64_t seed = job.training.trainer.seed + static_cast<std::uint64_t>(round);
    for (SpeechPair& pair : spoilt_speech(clean.samples, rate, turned, clean.samples, seed)) {
      pairs.push_back(std::move(pair));
    }
  }
  return pairs;
}

/// Of all recordings: what was made of them by rule follows from it and the seed.
std::string digest(const std::vector<SpeechPair>& pairs) {
  std::string each;
  for (const SpeechPair& pair : pairs) {
    for (const Samples* samples : {&pair.noisy, &pair.clean}) {
      each += sha256_of_bytes(
          {reinterpret_cast<const char*>(samples->data()), samples->size() * sizeof(float)});
    }
  }
  return sha256_of_bytes(each);
}

RunSettings settings(const TrainSpeechJob& job, const std::vector<SpeechPair>& pairs) {
  RunSettings all = network_settings("autoencoder train-speech", job.denoiser.network);
  all.emplace_back("--target", name_of(job.denoiser.target));
  all.emplace_back("--rate", setting(job.denoiser.rate));
  all.emplace_back("--pretraining", setting(job.training.pretraining_epochs));
  all.emplace_back("SHA-256 of the recordings", digest(pairs));
  return all;
}

void write_sounds(const std::vector<Samples>& sounds, const std::vector<std::string>& names,
                  int rate, const fs::path& folder) {
  for (std::size_t i = 0; i < sounds.size(); ++i) {
    fs::create_directories((folder / names[i]).parent_path());
    write_sound({sounds[i], rate}, folder / names[i]);
  }
}

void expect_output(const fs::path& output, bool folder) {
  if (folder) return expect_new_folder(output);
  if (!is_sound_file(output)) throw UsageError(output, "sound is written as .wav or .flac");
  expect_new_file(output);
}

std::vector<Samples> enhanced(SpeechDenoiser& denoiser, const NamedSounds& noisy,
                              Observer& observer) {
  std::vector<Samples> made;
  for (const Samples& samples : noisy.samples) {
    if (observer.wants_stop()) throw Stopped("stopped; nothing was written");
    made.push_back(denoiser.enhance(samples));
  }
  return made;
}

}  // namespace

AutoencoderTrainReport train_speech(const TrainSpeechJob& job, Observer& observer) {
  SpeechTraining training = job.training;
  TrainerOptions& trainer = training.trainer;
  const bool pretrains =
      job.denoiser.target == SpeechTarget::kSpectrum && training.pretraining_epochs > 0;
  pretrains ? expect_pretraining_folder(trainer) : expect_run_folder(trainer);
  const NamedSounds clean = read_sounds(job.data, job.denoiser.rate, observer);
  const auto pairs = read_pairs(job, clean, observer);
  trainer.settings = settings(job, pairs);
  std::vector<SpeechPair> learned, validation;
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    const bool held = i % clean.names.size() % 10 == 9;  // a recording is never on both sides
    (held ? validation : learned).push_back(pairs[i]);
  }
  torch::manual_seed(trainer.seed);
  SpeechDenoiser denoiser(job.denoiser);
  denoiser.module().to(torch_device(job.device));
  const AutoencoderTrainReport report{denoiser.train(learned, validation, training, observer),
                                      clean.skipped};
  denoiser.module().to(torch::kCPU);
  const std::string described = job.data.string() + " (" + std::to_string(clean.names.size()) +
                                " recordings, every tenth for validation)";
  const TrainingOrigin origin{job.command_line, trainer.seed, described, license_of_data(job.data)};
  denoiser.save(training_card(origin, report.training), result_file(trainer.folder));
  return report;
}

DenoiseSpeechReport denoise_speech(const DenoiseSpeechJob& job, Observer& observer) {
  const bool folder = fs::is_directory(job.data);
  expect_output(job.output, folder);
  SpeechDenoiser denoiser = SpeechDenoiser::load(job.model);
  denoiser.module().to(torch_device(job.device));
  const int rate = denoiser.rate();
  const NamedSounds noisy = read_sounds(job.data, rate, observer);
  std::vector<Samples> clean;
  if (!job.clean.empty()) clean = partners_of(noisy, job.clean, rate, observer);
  const std::vector<Samples> made = enhanced(denoiser, noisy, observer);
  if (folder) {
    write_sounds(made, noisy.names, rate, job.output);
  } else {
    write_sound({made.front(), rate}, job.output);
  }
  DenoiseSpeechReport report{made.size(), noisy.skipped, rate, {}, {}, 0};
  if (clean.empty()) return report;
  report.noisy = speech_figures(noisy.samples, clean, rate).means;
  const SpeechFigures denoised = speech_figures(made, clean, rate);
  report.denoised = denoised.means;
  report.without_stoi = denoised.without_stoi.size();
  for (const std::size_t i : denoised.without_stoi) {
    observer.message(noisy.names[i] + ": too little speech for STOI; not in its mean");
  }
  return report;
}

bool is_speech_denoiser(const fs::path& model) {
  return SpeechDenoiser::is_one(read_safetensors(model).card);
}

}  // namespace antifaz
