#include <algorithm>

#include "pipelines/detection/train_detector.hpp"
#include "src/cli/command.hpp"
#include "src/cli/train/train_support.hpp"

namespace antifaz {
namespace {

ExitCode run(const Invocation& in) {
  TrainDetectorJob job;
  job.training = training_job(in);
  job.training.trainer.constant_rate = in.flag("constant-rate");
  job.backgrounds = paths(in, "backgrounds");
  job.yunet = in.text("yunet");
  job.labels = in.text("labels");
  if (in.has("from")) job.from = in.text("from");
  job.pictures = static_cast<std::size_t>(in.whole("pictures", 2, 1 << 24));
  return report_training(in, train_detector(job, *in.observer));
}

}  // namespace

Command train_detector_command() {
  Command command;
  command.name = "train detector";
  command.summary = "Train the face detector on pictures composed of crops and backgrounds.";
  command.usage =
      "--data FOLDER... --backgrounds FOLDER... --yunet FILE --labels FOLDER --output RUN "
      "[OPTION...]";
  command.details =
      "Boxes and landmarks are YuNet's, asked once about each crop. weights.safetensors is written "
      "after every epoch: the running mean of the weights.";
  command.example =
      "antifaz train detector --data utkface celeba --backgrounds landscapes --yunet yunet.onnx "
      "--labels labels --output runs/detector";
  add_train_options(command, 40, 2e-3, 16);
  const auto data = std::find_if(command.options.begin(), command.options.end(),
                                 [](const Option& option) { return option.name == "data"; });
  data->help = "folders of crops with a manifest.csv, one face each";
  command.options += {
      texts("backgrounds", "FOLDER...", "pictures without a face"),
      text("yunet", "FILE", "YuNet's ONNX file, the teacher"),
      text("labels", "FOLDER", "keep the teacher's word here, and take it from here"),
      text("from", "FILE", "begin with these weights"),
      whole("pictures", "N", "composed for an epoch", 3200),
      flag("constant-rate", "no schedule: the learning rate all along"),
  };
  for (const char* option : {"backgrounds", "yunet", "labels"}) {
    command.required.emplace_back(option);
  }
  command.run = run;
  return command;
}

}  // namespace antifaz
