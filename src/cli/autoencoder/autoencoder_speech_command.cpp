#include "pipelines/speech/speech_jobs.hpp"
#include "src/cli/autoencoder/autoencoder_output.hpp"
#include "src/cli/autoencoder/autoencoder_support.hpp"
#include "src/cli/train/train_support.hpp"
#include "src/core/error.hpp"

namespace antifaz {
namespace {

/// What only a spectrum has.
const std::vector<std::string> kSpectrumOptions{"code", "widths", "linear", "pretraining"};

void expect_options_of(SpeechTarget target, const Invocation& in) {
  if (target == SpeechTarget::kSpectrum) return;
  for (const std::string& option : kSpectrumOptions) {
    if (in.given(option)) throw UsageError("--" + option + " is for --target spectrum");
  }
}

/// What was not given is as the target needs it.
SpeechTraining speech_training(SpeechTarget target, const Invocation& in) {
  SpeechTraining training = default_speech_training(target);
  const TrainerOptions standard = training.trainer;
  training.trainer = autoencoder_trainer(in);
  training.trainer.resume = in.flag("resume");
  if (!in.given("learning-rate")) training.trainer.learning_rate = standard.learning_rate;
  if (in.given("batch")) training.batch = batch_size(in);
  training.pretraining_epochs = in.whole("pretraining", 0, 100000);
  return training;
}

ExitCode run_train_speech(const Invocation& in) {
  TrainSpeechJob job;
  job.data = in.text("data");
  job.noisy = in.text("noisy");
  const SpeechTarget target = speech_target(in.choice("target", speech_target_names()));
  expect_options_of(target, in);
  job.denoiser = default_speech_denoiser(target);
  job.denoiser.rate = std::stoi(in.choice("rate", {"8000", "16000"}));
  job.denoiser.network = autoencoder_options(in, job.denoiser.network);
  job.training = speech_training(target, in);
  job.device = in.device;
  job.command_line = in.command_line;
  const AutoencoderTrainReport report = train_speech(job, *in.observer);
  report_training(in, report.training);
  return exit_code_of(report.skipped);
}

}  // namespace

ExitCode run_denoise_speech(const Invocation& in) {
  if (in.flag("spoil")) throw UsageError("--spoil is for images and vectors, not for sounds");
  if (in.given("limit")) throw UsageError("--limit is for images and vectors, not for sounds");
  const DenoiseSpeechReport report = denoise_speech(
      {in.text("model"), in.text("data"), in.text("clean"), in.text("output"), in.device},
      *in.observer);
  nlohmann::ordered_json fields{
      {"sounds", report.sounds}, {"skipped", report.skipped}, {"rate", report.rate}};
  if (!report.noisy.empty()) {
    fields["noisy"] = to_json(report.noisy);
    fields["denoised"] = to_json(report.denoised);
    if (report.without_stoi > 0) fields["without_stoi"] = report.without_stoi;
  }
  fields["output"] = in.text("output");
  print_result(in, "denoise", fields);
  return exit_code_of(report.skipped);
}

Command autoencoder_train_speech_command() {
  Command command =
      make_autoencoder_command("train-speech", "Train an autoencoder to remove noise from speech.",
                               "speech/ --output runs/speech", run_train_speech);
  command.details =
      "Learns from recordings of clean speech (WAV, FLAC), also faster and slower, under noises\n"
      "made by rule (factory, car, babble of the recordings, -5 to 25 dB, or none), or from your\n"
      "own pairs. A mask turns frequencies down; a spectrum is redrawn (Lu et al. 2013).\n"
      "'antifaz autoencoder denoise' then takes sound files.";
  command.options.push_back(text("data", "FOLDER|FILE", "clean speech"));
  command.required.push_back("data");
  command.positional = {{"data", 1}};
  add_output_option(command, "new folder for checkpoint, curves and weights.safetensors");
  command.options += {
      text("noisy", "FOLDER", "noisy versions of the recordings, by the same names"),
      text("target", "NAME", "what is estimated: mask or spectrum", "mask"),
      text("rate", "HZ", "8000 or 16000; recordings are resampled", "8000"),
      whole("pretraining", "N", "spectrum: epochs of greedy pretraining a layer; 0: none", 1),
      flag("resume", "go on from the run's checkpoint"),
  };
  add_training_options(command);
  for (Option& option : command.options) {
    if (option.name == "batch") option.shown = "8 seconds; spectrum: 64 frames";
    if (option.name == "learning-rate") option.shown = "0.003; spectrum: 0.001";
  }
  add_network_options(command, default_speech_denoiser().network, {"code", "widths", "linear"});
  return command;
}

}  // namespace antifaz
