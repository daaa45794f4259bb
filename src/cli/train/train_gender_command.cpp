#include "pipelines/semi_adversarial/train_gender.hpp"
#include "src/cli/command.hpp"
#include "src/cli/train/train_support.hpp"
#include "src/core/error.hpp"

namespace antifaz {
namespace {

GenderNetOptions net_options(const Invocation& in) {
  GenderNetOptions options;
  options.family = *parse_gender_family(
      in.choice("family", {"residual", "vgg", "depthwise", "attention", "dense", "paper2018"}));
  options.width = in.whole("width", 2, 512);
  options.size = in.whole("size", 16, 224);
  if (options.size % 16 != 0) throw UsageError("--size must be divisible by 16");
  options.crop = in.number("crop", 0.2, 1);
  options.down = in.number("down", -0.5, 0.5);
  options.grey = in.flag("grey");
  options.colour = in.flag("colour");
  if (options.grey && options.colour) {
    throw UsageError("--grey looks at light alone and --colour at colour alone; give one");
  }
  return options;
}

ExitCode run(const Invocation& in) {
  TrainGenderJob job;
  job.training = training_job(in);
  job.net = net_options(in);
  job.robust = in.number("robust", 0, 64) / 255;
  job.teacher = in.text("teacher");
  job.generator = in.text("protected-by");
  return report_training(in, train_gender(job, *in.observer));
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
  command.options += {
      text("family", "NAME",
           "residual, vgg, depthwise, attention, dense, or paper2018 (use it with --size 224 "
           "--grey)",
           "residual"),
      whole("width", "N", "channels of the first stage", defaults.width),
      whole("size", "PIXELS", "side it looks at, divisible by 16", defaults.size),
      number("crop", "SHARE",
             "side of the centred crop it looks at, as a share of the aligned face", defaults.crop),
      number("down", "SHARE", "how far the crop's centre lies below the face's", defaults.down),
      flag("grey", "look at luma only"),
      flag("colour", "look at chroma only"),
      number("robust", "LEVELS",
             "train on faces attacked by up to that many of 255 levels; 3 to 6 makes good "
             "judges for 'train san'",
             0),
      text("teacher", "FILE",
           "learn what this classifier answers (safetensors, .pt or .json) instead of the labels"),
      text("protected-by", "FILE", "protect half of the faces with this generator"),
  };
  command.run = run;
  return command;
}

}  // namespace antifaz
