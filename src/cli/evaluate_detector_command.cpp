#include <iostream>

#include "pipelines/detection/evaluate_detector.hpp"
#include "src/cli/command.hpp"
#include "src/cli/resources.hpp"
#include "src/core/json_text.hpp"
#include "src/core/number_text.hpp"
#include "src/core/text_table.hpp"
#include "src/text/shown_name.hpp"

namespace antifaz {
namespace {

double share(std::size_t part, std::size_t all) {
  return static_cast<double>(part) / static_cast<double>(all);
}

nlohmann::json json_of(const EvaluateDetectorReport& report) {
  nlohmann::json parts = nlohmann::json::array();
  for (const DetectionPart& part : report.parts) {
    parts.push_back({{"group", part.group},
                     {"name", part.name},
                     {"faces", part.faces},
                     {"found", part.found},
                     {"in_doubt", part.in_doubt},
                     {"average_precision", part.average_precision}});
  }
  return {{"schema", "antifaz-evaluate-detector"},
          {"version", 1},
          {"detector", report.detector},
          {"photos", report.photos},
          {"faces", report.faces},
          {"found", report.found},
          {"false_finds", report.false_finds},
          {"found_in_doubt", report.found_in_doubt},
          {"false_in_doubt", report.false_in_doubt},
          {"average_precision", report.average_precision},
          {"photos_without_a_face", report.empty_photos},
          {"false_finds_there", report.false_finds_there},
          {"seconds", report.seconds},
          {"parts", parts},
          {"problems", report.problems}};
}

void print(const EvaluateDetectorReport& report) {
  std::cout << "detector: " << report.detector << "\nphotographs: " << report.photos << " ("
            << report.empty_photos << " without a face), "
            << fixed(report.seconds / static_cast<double>(report.photos), 3) << " s each\n"
            << "recall: " << percent(share(report.found, report.faces)) << " (" << report.found
            << " of " << report.faces
            << ")\nprecision: " << percent(share(report.found, report.found + report.false_finds))
            << " (" << report.false_finds << " false finds, " << report.false_finds_there
            << " where no face is)\nwith doubtful finds: " << report.found_in_doubt << " found and "
            << report.false_in_doubt
            << " false more\naverage precision: " << fixed(report.average_precision, 4) << "\n\n";
  TextTable table({"part", "", "faces", "found", "recall", "in doubt", "AP"});
  for (const DetectionPart& part : report.parts) {
    table.add_row({shown(part.group), shown(part.name), std::to_string(part.faces),
                   std::to_string(part.found), percent(share(part.found, part.faces)),
                   std::to_string(part.in_doubt), fixed(part.average_precision, 3)});
  }
  std::cout << table.str();
  for (const std::string& problem : report.problems) std::cout << shown_line(problem) << "\n";
}

ExitCode run(const Invocation& in) {
  const EvaluateDetectorReport report = evaluate_detector(
      {in.text("boxes"), in.text("photos"), detector_choice(in), in.number("overlap", 0.01, 0.99)},
      *in.observer);
  if (in.json) {
    std::cout << json_text(json_of(report));
  } else {
    print(report);
  }
  return exit_code_of(report.problems.size());
}

}  // namespace

Command evaluate_detector_command() {
  Command command;
  command.name = "evaluate-detector";
  command.summary = "Measure a face detector against a table of boxes.";
  command.usage = "BOXES [OPTION...]";
  command.details =
      "BOXES is a CSV (columns path, x, y, width, height; further ones, as angle or occlusion, are "
      "reported by value; rows without a box are photographs without a face) or WIDER FACE's text. "
      "Found is what the detector is sure of; what more its doubtful finds give is in a column of "
      "its own. AP is average precision, doubtful finds among them.";
  command.example = "antifaz evaluate-detector boxes.csv --yunet yunet.onnx";
  command.options += {
      text("boxes", "BOXES", "the table"),
      text("photos", "FOLDER", "where its paths begin (default: where the table is)"),
      number("overlap", "X", "common over joint area from which on a face is found", 0.5),
  };
  add_detector_option(command.options);
  command.positional = {{"boxes", 1}};
  command.required = {"boxes"};
  command.run = run;
  return command;
}

}  // namespace antifaz
