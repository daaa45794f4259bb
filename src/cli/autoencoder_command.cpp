#include <torch/torch.h>

#include <cmath>
#include <iostream>

#include "models/autoencoders/factory.hpp"
#include "models/autoencoders/variational.hpp"
#include "pipelines/autoencode.hpp"
#include "src/cli/autoencoder_support.hpp"
#include "src/cli/train_support.hpp"
#include "src/core/error.hpp"
#include "src/core/files.hpp"
#include "src/core/text_table.hpp"
#include "src/data/csv.hpp"

namespace antifaz {
namespace {

namespace po = boost::program_options;

void add_data_options(Command& command) {
  command.options.add_options()("data", po::value<std::string>()->value_name("FOLDER|CSV"),
                                "folder of images, or CSV file of numbers")(
      "output", po::value<std::string>()->value_name("PATH"), "what to write")(
      "limit", po::value<int>()->default_value(0, "all")->value_name("N"),
      "take only so many examples, evenly spaced");
  command.required = {"data", "output"};
  command.positional.add("data", 1);
}

void add_model_option(Command& command) {
  command.options.add_options()("model", po::value<std::string>()->value_name("FILE"),
                                "weights.safetensors of 'antifaz autoencoder train'");
  command.required.push_back("model");
}

NamedExamples examples_for(const Invocation& in, const AutoencoderOptions& options) {
  ExampleShape shape;
  if (options.shape.size() == 3) {
    if (options.shape[1] != options.shape[2]) {
      throw Error("the model's images are not square, which this command can't make");
    }
    shape = {static_cast<int>(options.shape[1]), options.shape[0] == 1};
  }
  NamedExamples examples =
      read_examples(in.text("data"), shape, in.whole("limit", 0, 1 << 30), *in.observer);
  if (examples.values.sizes().slice(1) != at::IntArrayRef(options.shape)) {
    throw Error(in.text("data"), "its examples have another shape than the model's");
  }
  return examples;
}

torch::Tensor as_unit(const torch::Tensor& examples) {
  return map_batches(examples, [](const torch::Tensor& x) { return x; });
}

ExitCode done(const NamedExamples& examples) {
  return examples.skipped > 0 ? ExitCode::kFailed : ExitCode::kDone;
}

ExitCode run_train(const Invocation& in) {
  const ExampleShape shape{in.whole("size", 4, 1024), in.get<bool>("grey")};
  TrainerOptions trainer;
  trainer.folder = in.text("output");
  trainer.epochs = in.whole("epochs", 1, 100000);
  trainer.learning_rate = in.number("learning-rate", 1e-8, 10);
  trainer.seed = in.seed.value_or(1);
  trainer.resume = in.get<bool>("resume");
  if (!trainer.resume && std::filesystem::exists(result_file(in))) {
    throw Error(trainer.folder,
                "holds a training run already; add --resume to go on with it, or choose another "
                "folder");
  }
  AutoencoderOptions options;
  for (const AutoencoderOption& one : describe(options)) {
    if (in.has(one.name)) set_option(options, one.name, in.text(one.name));
  }
  const NamedExamples data =
      read_examples(in.text("data"), shape, in.whole("limit", 0, 1 << 30), *in.observer);
  options.shape = data.values.sizes().slice(1).vec();
  torch::manual_seed(trainer.seed);
  const auto model = make_autoencoder(options);
  // Every tenth example validates, whatever the seed: each variant is judged on the same ones.
  const torch::Tensor held = torch::arange(data.values.size(0)).remainder(10) == 9;
  const Examples training{data.values.index({~held}), {}},
      validation{data.values.index({held}), {}};
  const auto batch = static_cast<std::size_t>(in.whole("batch", 1, 65536));
  const bool pretrain = in.get<bool>("pretrain");
  if (pretrain) pretrain_layers(*model, training, validation, batch, trainer, *in.observer);
  const TrainReport report =
      train_autoencoder(model, training, validation, batch, trainer, *in.observer);
  TrainingData described;
  described.description = in.text("data") + " (" + std::to_string(data.values.size(0)) +
                          " examples, every tenth for validation)";
  std::filesystem::create_directories(trainer.folder);
  save_autoencoder(*model, options, training_card(in, described, report), result_file(in));
  report_training(in, report);
  return done(data);
}

ExitCode run_encode(const Invocation& in) {
  const LoadedAutoencoder loaded = load_autoencoder(in.text("model"));
  const NamedExamples data = examples_for(in, loaded.options);
  const torch::NoGradGuard no_grad;
  const torch::Tensor codes =
      map_batches(data.values, [&](const torch::Tensor& x) { return loaded.model->encode(x); });
  std::vector<std::string> cells{"path"};
  for (int64_t j = 0; j < codes.size(1); ++j) cells.push_back("c" + std::to_string(j));
  std::string text = csv_line(cells);
  for (int64_t i = 0; i < codes.size(0); ++i) {
    cells = {data.names[static_cast<std::size_t>(i)]};
    for (int64_t j = 0; j < codes.size(1); ++j) {
      char number[32];
      std::snprintf(number, sizeof number, "%.7g", codes[i][j].item<double>());
      cells.emplace_back(number);
    }
    text += csv_line(cells);
  }
  write_atomically(in.text("output"), text);
  std::cout << "codes: " << in.text("output") << " (" << codes.size(0) << " of " << codes.size(1)
            << " numbers)\n";
  return done(data);
}

ExitCode run_reconstruct(const Invocation& in) {
  const LoadedAutoencoder loaded = load_autoencoder(in.text("model"));
  if (loaded.options.shape.size() != 3) throw Error("only images can be shown reconstructed");
  const NamedExamples data = examples_for(in, loaded.options);
  const torch::NoGradGuard no_grad;
  const torch::Tensor made = map_batches(
      data.values, [&](const torch::Tensor& x) { return loaded.model->forward(x).output; });
  const torch::Tensor original = as_unit(data.values);
  const double mse = torch::mse_loss(made, original).item<double>();
  const int columns = static_cast<int>(std::min<int64_t>(12, made.size(0)));
  write_contact_sheet(torch::cat({original.slice(0, 0, columns), made.slice(0, 0, columns)}),
                      columns, in.text("output"));
  std::cout << "mse " << mse << ", psnr " << -10 * std::log10(mse) << " dB over " << made.size(0)
            << " images\noriginals above, reconstructions below: " << in.text("output") << "\n";
  return done(data);
}

ExitCode run_generate(const Invocation& in) {
  const LoadedAutoencoder loaded = load_autoencoder(in.text("model"));
  if (loaded.options.shape.size() != 3) throw Error("only images can be shown");
  torch::manual_seed(in.seed.value_or(1));
  const torch::NoGradGuard no_grad;
  write_contact_sheet(loaded.model->sample(in.whole("count", 1, 10000)), 8, in.text("output"));
  std::cout << "samples: " << in.text("output") << "\n";
  return ExitCode::kDone;
}

ExitCode run_info(const Invocation& in) {
  if (!in.has("model")) {
    TextTable table({"variant", "what it is"});
    for (const AutoencoderVariant& one : autoencoder_variants()) {
      table.add_row({one.name, one.summary});
    }
    std::cout << table.str();
    return ExitCode::kDone;
  }
  for (const auto& [key, value] : load_autoencoder(in.text("model")).card) {
    std::cout << key << ": " << value << "\n";
  }
  return ExitCode::kDone;
}

Command make_command(const std::string& name, const std::string& summary, const std::string& usage,
                     ExitCode (*run)(const Invocation&)) {
  Command command;
  command.name = "autoencoder " + name;
  command.summary = summary;
  command.usage = usage;
  command.example = "antifaz autoencoder " + name + " " + usage;
  command.run = run;
  return command;
}

}  // namespace

std::vector<Command> autoencoder_commands() {
  Command train = make_command("train", "Train an autoencoder, or fit PCA.",
                               "photos/ --output runs/vae --variant variational", run_train);
  add_data_options(train);
  train.options.add_options()("size", po::value<int>()->default_value(64)->value_name("PIXELS"),
                              "side of the images after a centred crop")("grey", po::bool_switch(),
                                                                         "one channel")(
      "epochs", po::value<int>()->default_value(10)->value_name("N"), "passes over the data")(
      "batch", po::value<int>()->default_value(64)->value_name("N"), "examples a step")(
      "learning-rate", po::value<double>()->default_value(1e-3, "0.001")->value_name("X"),
      "peak of the schedule")("pretrain", po::bool_switch(),
                              "first train the layers one by one (fully connected networks)")(
      "resume", po::bool_switch(), "go on from the run's checkpoint");
  for (const AutoencoderOption& one : describe({})) {
    train.options.add_options()(
        one.name.c_str(), po::value<std::string>()->value_name("VALUE"),
        (one.help + (one.value.empty() ? "" : " [" + one.value + "]")).c_str());
  }
  Command encode =
      make_command("encode", "Write the codes of examples as CSV.",
                   "photos/ --model weights.safetensors --output codes.csv", run_encode);
  add_data_options(encode);
  add_model_option(encode);
  Command reconstruct =
      make_command("reconstruct", "Show images beside their reconstructions, and the error.",
                   "photos/ --model weights.safetensors --output sheet.png", run_reconstruct);
  add_data_options(reconstruct);
  add_model_option(reconstruct);
  Command generate = make_command("generate", "Invent images with a variational autoencoder.",
                                  "--model weights.safetensors --output samples.png", run_generate);
  generate.options.add_options()("output", po::value<std::string>()->value_name("PNG"),
                                 "picture to write")(
      "count", po::value<int>()->default_value(32)->value_name("N"), "how many");
  generate.required = {"output"};
  add_model_option(generate);
  Command info = make_command("info", "List the variants, or show a model's card.",
                              "--model weights.safetensors", run_info);
  add_model_option(info);
  info.required.clear();
  return {train, encode, reconstruct, generate, info};
}

}  // namespace antifaz
