#include "pipelines/anonymize/anonymize.hpp"

#include <algorithm>
#include <utility>

#include "pipelines/anonymize/anonymizer.hpp"
#include "pipelines/anonymize/run_ledger.hpp"
#include "pipelines/progress_meter.hpp"
#include "src/core/error.hpp"

namespace antifaz {
namespace {

namespace fs = std::filesystem;

void expect_labels(const AnonymizeOptions& options, const AnonymizePlan& plan,
                   const GenderClassifier* classifier) {
  if (!needs_label(options.mode) || classifier) return;
  const bool labelled = std::any_of(plan.photos.begin(), plan.photos.end(),
                                    [](const PlannedPhoto& photo) { return photo.label; });
  if (labelled) return;
  throw Error("mode " + std::string(to_string(options.mode)) +
              " needs each face's label: give labels or a gender classifier");
}

void tell_what_was_left_out(const AnonymizePlan& plan, Observer& observer) {
  std::size_t all = 0;
  std::string kinds;
  for (const auto& [kind, count] : plan.left_out) {
    all += count;
    kinds += (kinds.empty() ? "" : ", ") + std::to_string(count) + " " + kind;
  }
  if (all == 0) return;
  observer.message((all == 1 ? "1 file is not an image and was left out: "
                             : std::to_string(all) + " files are not images and were left out: ") +
                   kinds);
}

void stop_if_wanted(const Observer& observer, const AnonymizeOptions& options, std::size_t done,
                    std::size_t total) {
  if (done == total || !observer.wants_stop()) return;
  const std::string seed =
      options.mode == Mode::kRandom ? ", with the same --seed if you gave one" : "";
  throw Stopped("stopped: " + std::to_string(done) + " of " + std::to_string(total) +
                " photographs are done, and whole in '" + options.output.string() +
                "'; to go on, run it again" + seed);
}

}  // namespace

AnonymizeReport anonymize(const AnonymizeOptions& options, FaceDetector& detector,
                          Protector& protector, GenderClassifier* classifier, Observer& observer) {
  return anonymize(plan_anonymize(options), options, {detector, protector, classifier}, observer);
}

AnonymizeReport anonymize(const AnonymizePlan& plan, const AnonymizeOptions& options,
                          const AnonymizeTools& tools, Observer& observer) {
  expect_labels(options, plan, tools.classifier);
  tell_what_was_left_out(plan, observer);
  fs::create_directories(options.output);  // the report may stand there even if no photograph does
  RunLedger ledger(plan, options, tools, observer);
  AnonymizeReport report;
  report.outcomes = ledger.take_before();
  const std::vector<const PlannedPhoto*>& todo = ledger.todo();
  const std::size_t before = plan.photos.size() - todo.size();
  ProgressMeter meter(observer, "protect", todo.size());
  Anonymizer anonymizer(options, tools, ledger);
  for (std::size_t done = 0; done < todo.size();) {
    stop_if_wanted(observer, options, before + done, plan.photos.size());
    std::vector<Outcome> outcomes = anonymizer.batch(todo, done);
    for (Outcome& outcome : outcomes) {
      if (outcome.kind != OutcomeKind::kProtected) observer.message(line_about(outcome));
      const auto place = static_cast<std::size_t>(todo[done++] - plan.photos.data());
      report.outcomes[place] = std::move(outcome);
    }
    meter.advance(outcomes.size());
  }
  for (std::size_t i = 0; i < report.outcomes.size(); ++i) {
    Outcome& outcome = report.outcomes[i];
    if (outcome.output.empty()) continue;
    outcome.fail_if_gone();
    if (!outcome.output.empty()) continue;
    observer.message(line_about(outcome));
    ledger.amend(plan.photos[i], outcome);
  }
  report.seconds = meter.seconds();
  return report;
}

}  // namespace antifaz
