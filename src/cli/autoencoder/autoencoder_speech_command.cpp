#include "pipelines/speech/speech_jobs.hpp"
#include "src/cli/autoencoder/autoencoder_output.hpp"
#include "src/cli/autoencoder/autoencoder_support.hpp"
#include "src/cli/train/train_support.hpp"
#include "src/core/error.hpp"

namespace antifaz {
namespace {

ExitCode run_train_speech(const Invocation& in) {
  TrainSpeechJob job;
  job.data = in.text("data");
  job.noisy = in.text("noisy");
  job.denoiser = default_speech_denoiser();
  job.denoiser.rate = std::stoi(in.choice("rate", {"8000", "16000"}));
  job.denoiser.network = autoencoder_options(in, job.denoiser.network);
  job.training.trainer = autoencoder_trainer(in);
  job.training.trainer.resume = in.flag("resume");
  job.training.batch = batch_size(in);
  job.training.pretraining_epochs = in.whole("pretraining", 0, 100000);
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
  add_network_options(command, default_speech_denoiser().network, {"code", "widths", "linear"});
  return command;
}

}  // namespace antifaz
