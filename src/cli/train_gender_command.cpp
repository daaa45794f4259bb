#include "pipelines/train_gender.hpp"
#include "src/cli/command.hpp"
#include "src/cli/resources.hpp"
#include "src/cli/train_support.hpp"
#include "src/core/error.hpp"

namespace antifaz {
namespace {

namespace po = boost::program_options;

GenderNetOptions net_options(const Invocation& in) {
  GenderNetOptions options;
  options.family = *parse_gender_family(
      in.choice("family", {"residual", "vgg", "depthwise", "attention", "dense", "paper2018"}));
  options.width = in.whole("width", 2, 512);
  options.size = in.whole("size", 16, 224);
  if (options.size % 16 != 0) throw UsageError("--size must be divisible by 16");
  options.crop = in.number("crop", 0.2, 1);
  options.down = in.number("down", -0.5, 0.5);
  options.grey = in.get<bool>("grey");
  return options;
}

ExitCode run(const Invocation& in) {
  const GenderNetOptions options = net_options(in);
  const TrainerOptions trainer = trainer_options(in);
  const c10::Device device = parse_device(in.device);
  const auto batch = static_cast<std::size_t>(in.whole("batch", 2, 65536));
  const TrainingData data = load_training_data(in);
  torch::manual_seed(trainer.seed);
  GenderNet net(options);
  GenderObjective objective(net, data.training, data.validation, AugmentOptions(),
                            in.number("robust", 0, 64) / 255, batch, device,
                            in.get<bool>("bfloat16"));
  const TrainReport report = train(objective, trainer, *in.observer);
  net->to(torch::kCPU);
  save_gender_net(net, training_card(in, data, report), result_file(in));
  return report_training(in, report);
}

}  // namespace

Command train_gender_command() {
  const GenderNetOptions defaults;
  Command command;
  command.name = "train gender";
  command.summary = "Train a gender classifier (network II).";
  command.usage = "--data FOLDER... --output RUN [OPTION...]";
  command.details =
      "The data must be labelled. A generator that fools one classifier need not fool another:\n"
      "train several, of different families, crops and sizes.";
  command.example =
      "antifaz train gender --data chips/utkface --output runs/gender --family vgg --grey";
  add_train_options(command, 3, 2e-3, 64);
  add_bfloat16_option(command);
  command.options.add_options()(
      "family", po::value<std::string>()->default_value("residual")->value_name("NAME"),
      "residual, vgg, depthwise, attention, dense, or paper2018 (use it with --size 224 --grey)")(
      "width", po::value<int>()->default_value(defaults.width)->value_name("N"),
      "channels of the first stage")(
      "size", po::value<int>()->default_value(defaults.size)->value_name("PIXELS"),
      "side it looks at, divisible by 16")(
      "crop", po::value<double>()->default_value(defaults.crop, "1")->value_name("SHARE"),
      "side of the centred crop it looks at, as a share of the aligned face")(
      "down", po::value<double>()->default_value(defaults.down, "0")->value_name("SHARE"),
      "how far the crop's centre lies below the face's")("grey", po::bool_switch(),
                                                         "look at luma only")(
      "robust", po::value<double>()->default_value(0, "0")->value_name("LEVELS"),
      "train on faces attacked by up to that many of 255 levels; 3 to 6 makes good judges for "
      "'train "
      "san'");
  command.run = run;
  return command;
}

}  // namespace antifaz
