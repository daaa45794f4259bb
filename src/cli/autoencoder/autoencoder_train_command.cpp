#include <torch/types.h>
#include <torch/utils.h>

#include "models/device.hpp"
#include "pipelines/autoencoders/autoencode.hpp"
#include "src/cli/autoencoder/autoencoder_output.hpp"
#include "src/cli/autoencoder/autoencoder_support.hpp"
#include "src/cli/resources.hpp"
#include "src/cli/train/train_support.hpp"
#include "src/core/error.hpp"

namespace antifaz {
namespace {

ExitCode run_train(const Invocation& in) {
  const c10::Device device = torch_device(in.device);
  const ExampleShape shape = example_shape(in);
  TrainerOptions trainer = autoencoder_trainer(in);
  trainer.resume = in.flag("resume");
  refuse_second_run(in, trainer);
  AutoencoderOptions options = autoencoder_options(in);
  const std::size_t batch = batch_size(in);
  const NamedExamples data = read_told(in, in.text("data"), shape, in.whole("limit", 0, 1 << 30));
  options.shape = data.values.sizes().slice(1).vec();
  torch::Tensor noisy;
  if (in.has("noisy")) {
    noisy = partners_of(data, in.text("noisy"), shape).values;
    options.corruption = Corruption::kNone;
  }
  torch::manual_seed(trainer.seed);
  const auto model = make_autoencoder(options);
  model->to(device);
  const auto [training, validation] = split_examples({data.values, noisy});
  const TrainReport report =
      in.flag("pretrain")
          ? pretrain_and_train(model, training, validation, batch, trainer, trainer, *in.observer)
          : train_autoencoder(model, training, validation, batch, trainer, *in.observer);
  model->to(torch::kCPU);
  TrainingData described;
  described.description = in.text("data") + " (" + std::to_string(data.values.size(0)) +
                          " examples, every tenth for validation)";
  std::filesystem::create_directories(trainer.folder);
  save_autoencoder(*model, options, training_card(in, described, report), result_file(in));
  report_training(in, report);
  return exit_code_of(data);
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
