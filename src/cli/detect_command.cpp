#include <iostream>

#include "pipelines/detection/detect.hpp"
#include "src/cli/command.hpp"
#include "src/cli/resources.hpp"
#include "src/core/json_text.hpp"
#include "src/core/number_text.hpp"
#include "src/text/shown_name.hpp"

namespace antifaz {
namespace {

constexpr char kOwnPoints[] = "detector", kNet[] = "net", kWeights[] = "landmarks.safetensors";

template <class Points>
nlohmann::json json_of_points(const Points& points) {
  nlohmann::json pairs = nlohmann::json::array();
  for (const cv::Point2f& point : points) pairs.push_back({point.x, point.y});
  return pairs;
}

nlohmann::json json_of(const Face& face) {
  return {{"box", {face.box.x, face.box.y, face.box.width, face.box.height}},
          {"score", face.score},
          {"doubtful", face.doubtful},
          {"landmarks", json_of_points(face.landmarks)}};
}

nlohmann::json json_of(const DetectReport& report) {
  nlohmann::json photos = nlohmann::json::array();
  for (const DetectedPhoto& photo : report.photos) {
    nlohmann::json one = {{"path", photo.path.string()}};
    if (!photo.fault.empty()) {
      one["problem"] = photo.fault;
    } else {
      one["width"] = photo.size.width;
      one["height"] = photo.size.height;
      one["smallest_face"] = photo.smallest_face;
      one["marks"] = nlohmann::json::array();
      for (const PhotoMark mark : photo.marks) one["marks"].push_back(to_string(mark));
      one["faces"] = nlohmann::json::array();
      for (std::size_t i = 0; i < photo.faces.size(); ++i) {
        one["faces"].push_back(json_of(photo.faces[i]));
        if (!photo.points.empty()) {
          one["faces"].back()["shape"] = json_of_points(photo.points[i].shape);
        }
      }
    }
    photos.push_back(one);
  }
  return {{"schema", "antifaz-detect"},
          {"version", 1},
          {"detector", report.detector},
          {"photos", photos},
          {"problems", report.problems}};
}

void print(const DetectReport& report) {
  for (const DetectedPhoto& photo : report.photos) {
    std::cout << shown(photo.path.string()) << ": ";
    if (!photo.fault.empty()) {
      std::cout << shown_line(photo.fault) << "\n";
      continue;
    }
    std::cout << photo.faces.size() << (photo.faces.size() == 1 ? " face" : " faces");
    for (const Face& face : photo.faces) {
      std::cout << (&face == &photo.faces.front() ? ": " : ", ") << cvRound(face.box.width) << "x"
                << cvRound(face.box.height) << " (" << fixed(face.score, 2)
                << (face.doubtful ? ", doubtful)" : ")");
    }
    const std::string doubts = reasons_of(photo.marks);
    std::cout << (doubts.empty() ? "" : "; ") << doubts << "\n";
  }
  for (const std::string& problem : report.problems) std::cout << shown_line(problem) << "\n";
  std::cout << report.faces << " faces in " << report.photos.size() << " photographs, "
            << report.doubtful << " of them doubtful\n";
}

ExitCode run(const Invocation& in) {
  DetectJob job{in.text("input"), detector_choice(in), in.text("draw")};
  const std::string landmarks = in.text("landmarks");
  if (landmarks == kNet) {
    job.landmarks = weights_folder() / kWeights;
  } else if (landmarks != kOwnPoints) {
    job.landmarks = landmarks;
  }
  const DetectReport report = detect(job, *in.observer);
  if (in.json) {
    std::cout << json_text(json_of(report));
  } else {
    print(report);
  }
  std::size_t failed = report.problems.size();
  for (const DetectedPhoto& photo : report.photos) failed += !photo.fault.empty();
  return exit_code_of(failed);
}

}  // namespace

Command detect_command() {
  Command command;
  command.name = "detect";
  command.summary = "Find faces in photographs: boxes, scores, landmarks.";
  command.usage = "FOLDER [OPTION...]";
  command.details =
      "Scores compare within one detector only. The drawings show every face unprotected.";
  command.example = "antifaz detect photos --json";
  command.options += {
      text("input", "FOLDER", "photographs to look at"),
      text("draw", "FOLDER", "write the photographs with what was found drawn on them"),
      text("landmarks", "NAME",
           "detector: its five points; net: the shipped network's five, and 68 that show the "
           "shape; or weights of 'train landmark-net'",
           kOwnPoints),
  };
  add_detector_option(command.options);
  command.positional = {{"input", 1}};
  command.required = {"input"};
  command.run = run;
  return command;
}

}  // namespace antifaz
