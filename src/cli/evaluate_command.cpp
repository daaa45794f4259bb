#include <iostream>
#include <nlohmann/json.hpp>

#include "pipelines/evaluate/evaluate.hpp"
#include "pipelines/report/baseline.hpp"
#include "pipelines/report/evaluation_json.hpp"
#include "pipelines/report/evaluation_text.hpp"
#include "pipelines/report/report_files.hpp"
#include "src/cli/command.hpp"
#include "src/cli/resources.hpp"
#include "src/core/json_text.hpp"

namespace antifaz {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kGallery = 12;

/// The shipped judges and those given.
std::vector<fs::path> judge_files(const Invocation& in, const std::string& option,
                                  const std::string& shipped) {
  std::vector<fs::path> files = shipped_weights_like(shipped);
  for (const std::string& file : in.list(option)) files.emplace_back(file);
  return files;
}

AttackEffort effort(const Invocation& in) {
  const std::string effort = in.choice("attacks", {"none", "fast", "all"});
  return effort == "none"   ? AttackEffort::kNone
         : effort == "fast" ? AttackEffort::kFast
                            : AttackEffort::kAll;
}

EvaluateJob read_job(const Invocation& in) {
  EvaluateJob job;
  job.originals = in.text("originals");
  job.protecteds = in.text("protected");
  job.manifest = in.text("manifest");
  job.pairs = in.text("pairs");
  job.all_pairs = in.flag("all-pairs");
  for (const std::string& file : in.list("scores")) job.scores.emplace_back(file);
  job.classifiers = judge_files(in, "classifier", "gender-");
  job.matchers = judge_files(in, "matcher", "matcher");
  job.generator = given_or_shipped(in, "generator", "generator.safetensors");
  job.detector = detector_choice(in);
  job.effort = effort(in);
  job.attacker_gallery = in.text("attacker-gallery");
  job.gallery = in.has("html") && !in.flag("no-gallery") ? kGallery : 0;
  if (in.seed) job.seed = *in.seed;
  job.device = in.device;
  job.command = in.command_line;
  job.program_version = ANTIFAZ_VERSION;
  return job;
}

/// Says what changed since the baseline.
bool is_worse(const Invocation& in, const nlohmann::json& baseline, const nlohmann::json& report,
              double most_worse) {
  const BaselineComparison comparison = compare_with_baseline(baseline, report, most_worse);
  // With --json standard output is the report's alone.
  (in.json ? std::cerr : std::cout) << to_text(comparison);
  return !comparison.faults.empty();
}

ExitCode run(const Invocation& in) {
  const EvaluateJob job = read_job(in);
  // What is wrong must not cost an evaluation.
  const ReportFiles files{in.text("report"), in.text("csv"), in.text("html")};
  expect_writable(files);
  const double most_worse = in.number("max-worse", 0, 1);
  nlohmann::json baseline;
  if (in.has("baseline")) baseline = read_baseline(in.text("baseline"));
  const Evaluation evaluation = evaluate(job, *in.observer);
  const nlohmann::json json = to_json(evaluation.report);
  write_report(files, json, evaluation.gallery);
  std::cout << (in.json ? json_text(json) : to_text(evaluation.report));
  const bool worse = !baseline.is_null() && is_worse(in, baseline, json, most_worse);
  return evaluation.report.problems.empty() && !worse ? ExitCode::kDone : ExitCode::kFailed;
}

}  // namespace

Command evaluate_command() {
  Command command;
  command.name = "evaluate";
  command.summary = "Measure what protection does to gender classifiers and face matchers.";
  command.usage = "ORIGINALS PROTECTED [OPTION...]";
  command.details =
      "ORIGINALS and PROTECTED hold files of the same names. Labels come from the originals'\n"
      "manifest.csv (path, subject, gender[, age, ethnicity]), trials from their pairs.csv (left,\n"
      "right, same) or, without one, from comparing all images with each other.\n"
      "Judges the generator was trained against are marked: their figures prove nothing.";
  command.example =
      "antifaz evaluate lfw lfw-protected --matcher mobilefacenet.safetensors "
      "--classifier dnn_gender_classifier_v1.dat --report report.json";
  command.options += {
      text("originals", "FOLDER", "original photographs"),
      text("protected", "FOLDER", "their protected versions"),
      text("manifest", "FILE", "labels (default: ORIGINALS/manifest.csv)"),
      text("pairs", "FILE", "trials (default: ORIGINALS/pairs.csv)"),
      flag("all-pairs", "compare all images with each other, whatever pairs.csv says"),
      texts("scores", "FILE...",
            "CSV with what judges elsewhere said: path, version (original or protected), male; "
            "or left, right, comparison (original-protected ...), score"),
      text("report", "FILE", "write the report as JSON (docs/report-schema.md)"),
      text("html", "FILE", "write the report as one HTML page that shows a dozen of the faces"),
      flag("no-gallery", "leave the faces out of the page"),
      text("attacks", "EFFORT",
           "none; fast: attackers on embeddings, seconds; all: networks are trained too, "
           "minutes",
           "fast"),
      text("attacker-gallery", "FOLDER",
           "faces of other people, protected or not, that attackers learn from as well: with a "
           "manifest.csv (path, gender[, subject]), or 'female' and 'male' in the names"),
      text("csv", "FILE", "write its figures as CSV"),
      text("baseline", "REPORT",
           "show what changed since an earlier JSON report; fail where it got worse"),
      number("max-worse", "BY", "how much worse than the baseline a figure may be", 0.02),
      texts("classifier", "FILE...",
            "gender classifiers besides the shipped ones (.safetensors, TorchScript's .pt, dlib's "
            ".dat, or a "
            ".json that describes an ONNX or Caffe model: docs/black-boxes.md)"),
      texts("matcher", "FILE...",
            "face matchers besides the shipped ones (the same kinds of files)"),
      text("generator", "FILE",
           "whose card tells which judges it was trained against (default: shipped)"),
  };
  add_detector_option(command.options);
  command.positional = {{"originals", 1}, {"protected", 1}};
  command.required = {"originals", "protected"};
  command.run = run;
  return command;
}

}  // namespace antifaz
