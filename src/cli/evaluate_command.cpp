#include <algorithm>
#include <iostream>

#include "models/device.hpp"
#include "pipelines/attacks/run_attacks.hpp"
#include "pipelines/evaluate/evaluate.hpp"
#include "pipelines/evaluate/face_keeper.hpp"
#include "pipelines/evaluate/verdict.hpp"
#include "pipelines/report/baseline.hpp"
#include "pipelines/report/evaluation_json.hpp"
#include "pipelines/report/evaluation_text.hpp"
#include "pipelines/report/report_figures.hpp"
#include "pipelines/report/report_page.hpp"
#include "src/cli/command.hpp"
#include "src/cli/evaluate_judges.hpp"
#include "src/cli/json_text.hpp"
#include "src/cli/resources.hpp"
#include "src/core/files.hpp"
#include "src/core/sha256.hpp"

namespace antifaz {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kGallery = 12;

Manifest read_originals(const Invocation& in) {
  const fs::path originals = in.text("originals");
  if (in.has("manifest")) {
    Manifest manifest = read_manifest(in.text("manifest"));
    manifest.folder = originals;
    return manifest;
  }
  if (fs::exists(originals / "manifest.csv")) return read_manifest(originals);
  return list_folder(originals);
}

EvaluateOptions read_options(const Invocation& in) {
  EvaluateOptions options;
  options.images.originals = read_originals(in);
  options.images.protected_folder = in.text("protected");
  if (in.seed) options.seed = *in.seed;
  const fs::path pairs =
      in.has("pairs") ? fs::path(in.text("pairs")) : fs::path(in.text("originals")) / "pairs.csv";
  options.all_pairs = in.flag("all-pairs");
  if (!options.all_pairs && (in.has("pairs") || fs::exists(pairs))) {
    options.pairs = read_pairs(pairs);
  } else {
    // Without subjects no pair is known to be mated.
    const auto& rows = options.images.originals.rows;
    options.all_pairs =
        std::any_of(rows.begin(), rows.end(), [](const auto& row) { return !row.subject.empty(); });
  }
  options.images.embed = options.all_pairs || !options.pairs.empty();
  const People people = find_people(options.images.originals);
  for (const std::string& file : in.list("scores")) {
    options.given.push_back(read_scores(file, options.images.originals, people));
  }
  return options;
}

/// Says what changed since the baseline.
bool is_worse(const Invocation& in, const nlohmann::json& baseline, const nlohmann::json& report) {
  const BaselineComparison comparison =
      compare_with_baseline(baseline, report, in.number("max-worse", 0, 1));
  // With --json standard output is the report's alone.
  (in.json ? std::cerr : std::cout) << to_text(comparison);
  return !comparison.faults.empty();
}

AttackOptions attack_options(const Invocation& in, std::uint64_t seed) {
  const std::string effort = in.choice("attacks", {"none", "fast", "all"});
  AttackOptions options;
  options.effort = effort == "none"   ? AttackEffort::kNone
                   : effort == "fast" ? AttackEffort::kFast
                                      : AttackEffort::kAll;
  options.seed = seed;
  options.device = torch_device(in.device);
  return options;
}

/// What attackers and the page need of the faces that go by.
FaceKeeperOptions kept_faces(const Invocation& in, AttackEffort effort) {
  FaceKeeperOptions options;
  options.attackable = effort != AttackEffort::kNone;
  options.pixels = effort == AttackEffort::kAll;
  options.gallery = in.has("html") && !in.flag("no-gallery") ? kGallery : 0;
  return options;
}

ExitCode run(const Invocation& in) {
  EvaluateOptions options = read_options(in);
  const AttackOptions attacks = attack_options(in, options.seed);
  if (attacks.effort != AttackEffort::kNone) options.images.embed = true;
  nlohmann::json baseline;  // read first: a wrong file must not cost an evaluation
  if (in.has("baseline")) baseline = read_baseline(in.text("baseline"));
  Judges judges = load_judges(in);
  for (const std::string& file : in.list("scores")) {
    judges.files.push_back({"scores", fs::path(file).stem().string(), file, sha256_of(file)});
  }
  const auto detector = make_detector(in);
  FaceKeeper keeper(kept_faces(in, attacks.effort), options.images.originals, judges.classifiers,
                    judges.matchers);
  options.images.listener = &keeper;
  EvaluateReport report =
      evaluate(options, *detector, judges.classifiers, judges.matchers, *in.observer);
  AttackResults attacked =
      run_attacks(keeper.take_faces(), judges.classifiers, attacks, *in.observer);
  report.attackers = std::move(attacked.attackers);
  report.too_few_to_attack = attacked.too_few_people;
  for (const AttackResult& attack : report.attackers) report.seconds += attack.seconds;
  report.command = in.command_line;
  report.program_version = ANTIFAZ_VERSION;
  report.files = std::move(judges.files);
  report.verdict = judge(report);

  const nlohmann::json json = to_json(report);
  if (in.has("report")) write_atomically(in.text("report"), json_text(json));
  if (in.has("csv")) write_atomically(in.text("csv"), to_csv(report_figures(json)));
  if (in.has("html")) write_atomically(in.text("html"), report_page(json, keeper.gallery()));
  std::cout << (in.json ? json_text(json) : to_text(report));
  const bool worse = !baseline.is_null() && is_worse(in, baseline, json);
  return report.problems.empty() && !worse ? ExitCode::kDone : ExitCode::kFailed;
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
      text("csv", "FILE", "write its figures as CSV"),
      text("baseline", "REPORT",
           "show what changed since an earlier JSON report; fail where it got worse"),
      number("max-worse", "BY", "how much worse than the baseline a figure may be", 0.02),
  };
  add_judge_options(command.options);
  add_detector_option(command.options);
  command.positional = {{"originals", 1}, {"protected", 1}};
  command.required = {"originals", "protected"};
  command.run = run;
  return command;
}

}  // namespace antifaz
