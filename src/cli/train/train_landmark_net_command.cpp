#include <algorithm>

#include "pipelines/landmarks/train_landmark_net.hpp"
#include "src/cli/command.hpp"
#include "src/cli/train/train_support.hpp"

namespace antifaz {
namespace {

ExitCode run(const Invocation& in) {
  TrainLandmarkNetJob job;
  job.training = training_job(in);
  job.training.trainer.constant_rate = in.flag("constant-rate");
  job.backgrounds = paths(in, "backgrounds");
  job.yunet = in.text("yunet");
  job.shapes = in.text("shapes");
  job.labels = in.text("labels");
  if (in.has("from")) job.from = in.text("from");
  return report_training(in, train_landmark_net(job, *in.observer));
}

}  // namespace

Command train_landmark_net_command() {
  Command command;
  command.name = "train landmark-net";
  command.summary = "Train the network that finds 68 points of a face, and the five of detectors.";
  command.usage =
      "--data FOLDER... --backgrounds FOLDER... --yunet FILE --shapes FILE --labels FOLDER "
      "--output RUN [OPTION...]";
  command.details =
      "Two teachers, YuNet for the five points and a TorchScript for the 68, are asked once about "
      "each crop. weights.safetensors is written after every epoch: the running mean of the "
      "weights.";
  command.example =
      "antifaz train landmark-net --data utkface celeba --backgrounds landscapes --yunet "
      "yunet.onnx --shapes landmarks68.pt --labels labels --output runs/landmarks";
  add_train_options(command, 20, 2e-3, 64);
  const auto data = std::find_if(command.options.begin(), command.options.end(),
                                 [](const Option& option) { return option.name == "data"; });
  data->help = "folders of crops with a manifest.csv, one face each";
  command.options += {
      texts("backgrounds", "FOLDER...", "pictures without a face"),
      text("yunet", "FILE", "YuNet's ONNX file, the teacher of the five points"),
      text("shapes", "FILE", "TorchScript that finds 68 points in crops of 112x112"),
      text("labels", "FOLDER", "keep the teachers' words here, and take them from here"),
      text("from", "FILE", "begin with these weights"),
      flag("constant-rate", "no schedule: the learning rate all along"),
  };
  for (const char* option : {"backgrounds", "yunet", "shapes", "labels"}) {
    command.required.emplace_back(option);
  }
  command.run = run;
  return command;
}

}  // namespace antifaz
