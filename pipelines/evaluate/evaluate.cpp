#include "pipelines/evaluate/evaluate.hpp"

#include <algorithm>
#include <chrono>
#include <utility>

#include "pipelines/evaluate/brought_gallery.hpp"
#include "pipelines/evaluate/judges.hpp"
#include "pipelines/evaluate/measure.hpp"
#include "src/core/error.hpp"
#include "src/core/sha256.hpp"
#include "src/labels/find_files.hpp"

namespace antifaz {
namespace {

namespace fs = std::filesystem;

Manifest read_originals(const EvaluateJob& job, Observer& observer) {
  const fs::path beside = job.originals / "manifest.csv";
  if (job.manifest.empty() && !fs::exists(beside)) return list_folder(job.originals);
  Manifest manifest = read_manifest(job.manifest.empty() ? beside : job.manifest);
  manifest.folder = job.originals;
  for (const std::string& line : find_files(manifest).messages()) observer.message(line);
  return manifest;
}

void choose_trials(const EvaluateJob& job, MeasureOptions& options) {
  // Without subjects no pair is known to be mated.
  const auto& rows = options.originals.rows;
  const bool subjects_known =
      std::any_of(rows.begin(), rows.end(), [](const auto& row) { return !row.subject.empty(); });
  if (job.all_pairs && !subjects_known) {
    throw Error(job.manifest.empty() ? job.originals : job.manifest,
                "no image has a subject, so --all-pairs can't tell which pairs show one person; "
                "give a manifest with a column 'subject', or --pairs");
  }
  const fs::path beside = job.originals / "pairs.csv";
  if (job.all_pairs) {
    options.all_pairs = true;
  } else if (!job.pairs.empty()) {
    options.pairs = read_pairs(job.pairs);
  } else if (fs::exists(beside)) {
    options.pairs = read_pairs(beside);
  } else {
    options.all_pairs = subjects_known;
  }
}

MeasureOptions read_inputs(const EvaluateJob& job, Observer& observer) {
  MeasureOptions options;
  options.originals = read_originals(job, observer);
  options.protected_folder = job.protecteds;
  choose_trials(job, options);
  JudgeNames names;
  const Subjects subjects = subjects_of(options.originals);
  for (const fs::path& file : job.scores) {
    names.add(judge_name(file), file);
    options.given.push_back(read_scores(file, options.originals, subjects));
  }
  options.effort = job.effort;
  if (!job.attacker_gallery.empty()) {
    if (job.effort == AttackEffort::kNone) {
      throw Error(job.attacker_gallery,
                  "is a gallery for attackers, but there are none; leave out "
                  "--attacks none");
    }
    options.attacker_gallery = read_brought_gallery(job.attacker_gallery, observer);
  }
  options.gallery = job.gallery;
  options.replicates = job.replicates;
  options.seed = job.seed;
  options.device = job.device;
  return options;
}

}  // namespace

Evaluation evaluate(const EvaluateJob& job, Observer& observer) {
  const auto start = std::chrono::steady_clock::now();
  const MeasureOptions options = read_inputs(job, observer);
  Judges judges = load_judges(job);
  for (std::size_t i = 0; i < options.given.size(); ++i) {
    const GivenScores& given = options.given[i];
    const fs::path& file = job.scores[i];
    (given.male ? judges.classifier_names : judges.matcher_names).add(given.name, file);
    judges.files.push_back({"scores", given.name, file.string(), sha256_of(file)});
  }
  const auto detector = make_detector(job.detector);
  Evaluation evaluation = measure(options, *detector, judges, observer);
  EvaluateReport& report = evaluation.report;
  report.problems.insert(report.problems.begin(), options.originals.problems.begin(),
                         options.originals.problems.end());
  if (options.attacker_gallery) {
    const auto& more = options.attacker_gallery->problems;
    report.problems.insert(report.problems.end(), more.begin(), more.end());
  }
  report.files = std::move(judges.files);
  report.command = job.command;
  report.program_version = job.program_version;
  report.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  return evaluation;
}

}  // namespace antifaz
