#include "pipelines/semi_adversarial/train_san2018.hpp"
#include "src/cli/command.hpp"
#include "src/cli/train/train_support.hpp"
#include "src/face/alignment.hpp"

namespace antifaz {
namespace {

San2018Options read_options(const Invocation& in) {
  San2018Options options;
  options.preset = in.choice("preset", {"san2018-paper", "san2018-code"}) == "san2018-paper"
                       ? San2018Preset::kPaper
                       : San2018Preset::kCode;
  options.turn_epoch = in.whole("turn-epoch", 0, 100000);
  options.frame.zoom = in.number("zoom", 0.25, 4);
  options.frame.down = in.number("down", -kChipSize, kChipSize);
  return options;
}

ExitCode run(const Invocation& in) {
  TrainSan2018Job job;
  job.training = training_job(in, /*min_batch=*/1);
  job.options = read_options(in);
  job.classifier = in.text("classifier");
  job.matcher = in.text("matcher");
  job.watchers = paths(in, "watcher");
  return report_training(in, train_san2018(job, *in.observer));
}

}  // namespace

Command train_san2018_command() {
  Command command;
  command.name = "train san2018";
  command.summary = "Train the network of 2018 as published, in one of two presets.";
  command.usage =
      "--preset NAME --data FOLDER... --classifier FILE --matcher FILE --output RUN [OPTION...]";
  command.details =
      "san2018-paper: pixel-wise cross-entropy first, then J_G + J_M. san2018-code: the authors'\n"
      "code, CE(SM, y) + CE(OP, 1 - y) + mean |x - SM|, from the turn on also the matcher. Use it\n"
      "with 'anonymize --generator RUN/weights.safetensors --prototypes "
      "RUN/prototypes.safetensors'.";
  command.example =
      "antifaz train san2018 --preset san2018-code --data chips/utkface --classifier "
      "runs/gender/weights.safetensors --matcher mobilefacenet.safetensors --output runs/san2018";
  add_train_options(command, 20, 2e-4, 8);
  add_bfloat16_option(command);
  const San2018Options defaults;
  command.options += {
      text("preset", "NAME", "san2018-paper or san2018-code"),
      text("classifier", "FILE",
           "network II, for example of 'train gender --family paper2018 --size 224 --grey'"),
      text("matcher", "FILE", "network III"),
      texts("watcher", "FILE...", "gender classifiers outside the loop, for validation"),
      whole("turn-epoch", "N", "epoch (from 0) at which the preset's second part begins",
            defaults.turn_epoch),
      number("zoom", "X", "the network sees 1 / X of an aligned face's side", defaults.frame.zoom),
      number("down", "PIXELS", "and that far below its centre", defaults.frame.down),
  };
  command.required.insert(command.required.begin(), "preset");
  command.required.insert(command.required.end(), {"classifier", "matcher"});
  command.run = run;
  return command;
}

}  // namespace antifaz
