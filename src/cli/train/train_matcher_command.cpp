#include "pipelines/semi_adversarial/train_matcher.hpp"
#include "src/cli/command.hpp"
#include "src/cli/train/train_support.hpp"

namespace antifaz {
namespace {

ExitCode run(const Invocation& in) {
  TrainMatcherJob job;
  job.training = training_job(in);
  job.teacher = in.text("teacher");
  job.keep_every = in.whole("keep-every", 2, 8);
  if (in.has("width")) job.width = in.whole("width", 2, 512);
  return report_training(in, train_matcher(job, *in.observer));
}

}  // namespace

Command train_matcher_command() {
  Command command;
  command.name = "train matcher";
  command.summary = "Train a small face matcher (network III) by distillation from a large one.";
  command.usage = "--data FOLDER... --teacher FILE --output RUN [OPTION...]";
  command.details =
      "No labels are needed: the student learns to give the teacher's embeddings. Rates of\n"
      "matching are told where manifests name subjects. The shipped matcher can teach a network\n"
      "of --width N ('antifaz weights' says where it is); MobileFaceNet, which can also be\n"
      "pruned, and others come from elsewhere (README, docs/black-boxes.md).";
  command.example =
      "antifaz train matcher --data chips/utkface chips/celeba --teacher mobilefacenet.safetensors "
      "--output runs/matcher";
  add_train_options(command, 3, 1e-3, 64);
  command.options += {
      text("teacher", "FILE",
           "the matcher to learn from (.safetensors, or TorchScript by others: "
           "docs/black-boxes.md)"),
      whole("keep-every", "N",
            "the student is MobileFaceNet with every N-th bottleneck of a stage, and its weights",
            2),
      whole("width", "N",
            "instead a new network of residual blocks, N channels at a quarter of the side"),
  };
  command.required.push_back("teacher");
  command.run = run;
  return command;
}

}  // namespace antifaz
