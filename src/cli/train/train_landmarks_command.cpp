#include <iostream>

#include "pipelines/prepare/train_landmarks.hpp"
#include "src/cli/command.hpp"
#include "src/core/json_text.hpp"

namespace antifaz {
namespace {

ExitCode run(const Invocation& in) {
  TrainLandmarksJob job;
  for (const std::string& folder : in.list("data")) job.data.emplace_back(folder);
  job.yunet = in.text("yunet");
  job.options.output = in.text("output");
  job.options.max_images = static_cast<std::size_t>(in.whole("images", 0, 1 << 30));
  job.options.model.seed = in.seed.value_or(job.options.model.seed);
  const LandmarkTrainingReport report = train_landmarks(job, *in.observer);
  if (in.json) {
    std::cout << json_text(nlohmann::json{{"schema", "antifaz-train-landmarks"},
                                          {"version", 1},
                                          {"images", report.images},
                                          {"unreadable", report.unreadable},
                                          {"no_teacher", report.no_teacher},
                                          {"no_box", report.no_box},
                                          {"samples", report.samples},
                                          {"held_out", report.held_out},
                                          {"held_out_error", report.held_out_error},
                                          {"held_out_p95", report.held_out_p95}});
  } else {
    std::cout << "images: " << report.images << " (" << report.unreadable << " unreadable, "
              << report.no_teacher << " without the teacher's face, " << report.no_box
              << " without a box)\nheld-out error: " << 100 * report.held_out_error
              << " % of the eye distance (95th percentile " << 100 * report.held_out_p95 << " %, "
              << report.held_out << " images)\nmodel: " << in.text("output") << "\n";
  }
  return ExitCode::kDone;
}

}  // namespace

Command train_landmarks_command() {
  Command command;
  command.name = "train landmarks";
  command.summary = "Train the five-point landmark model of the HOG face detector (a dlib file).";
  command.usage = "--data FOLDER... --yunet FILE --output FILE [OPTION...]";
  command.details =
      "The labels are YuNet's points; the data is any folder of face photographs. The network "
      "of 68 points is trained by 'train landmark-net'.";
  command.example =
      "antifaz train landmarks --data UTKFace --yunet yunet.onnx --output landmarks5.dat";
  command.options += {
      texts("data", "FOLDER...", "folders of photographs"),
      text("yunet", "FILE", "YuNet's ONNX file, the teacher"),
      text("output", "FILE", "model to write"),
      whole("images", "N", "train on N images drawn with --seed; 0: all",
            static_cast<int>(LandmarkTrainingOptions().max_images)),
  };
  command.required = {"data", "yunet", "output"};
  command.run = run;
  return command;
}

}  // namespace antifaz
