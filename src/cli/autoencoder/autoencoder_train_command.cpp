#include "pipelines/autoencoders/train_autoencoder.hpp"
#include "src/cli/autoencoder/autoencoder_support.hpp"
#include "src/cli/train/train_support.hpp"

namespace antifaz {
namespace {

ExitCode run_train(const Invocation& in) {
  TrainAutoencoderJob job;
  job.data = in.text("data");
  job.noisy = in.text("noisy");
  job.shape = example_shape(in);
  job.limit = limit_of(in);
  job.network = autoencoder_options(in);
  job.pretrain = in.flag("pretrain");
  job.batch = batch_size(in);
  job.device = in.device;
  job.command_line = in.command_line;
  job.trainer = autoencoder_trainer(in);
  job.trainer.resume = in.flag("resume");
  const AutoencoderTrainReport report = train_autoencoder(job, *in.observer);
  report_training(in, report.training);
  return exit_code_of(report.skipped);
}

}  // namespace

Command autoencoder_train_command() {
  Command command =
      make_autoencoder_command("train", "Train an autoencoder, or fit PCA.",
                               "photos/ --output runs/vae --variant variational", run_train);
  add_data_options(command);
  add_variant_option(command);
  add_output_option(command, "new folder for checkpoint, curves and weights.safetensors");
  command.options += {
      text("noisy", "FOLDER|FILE",
           "noisy versions of the data (same names, or same rows): learns to restore the data "
           "from them"),
      flag("pretrain", "first train the layers one by one (fully connected networks)"),
      flag("resume", "go on from the run's checkpoint"),
  };
  add_training_options(command);
  add_shape_options(command);
  add_network_options(command);
  return command;
}

}  // namespace antifaz
