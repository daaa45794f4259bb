#include "pipelines/anonymize/anonymize.hpp"

#include <memory>
#include <utility>
#include <vector>

#include "pipelines/anonymize/anonymizer.hpp"
#include "pipelines/anonymize/plan/group_photos.hpp"
#include "pipelines/anonymize/run_ledger.hpp"
#include "pipelines/progress_meter.hpp"
#include "src/core/error.hpp"

namespace antifaz {
namespace {

namespace fs = std::filesystem;

void expect_labels(const AnonymizeOptions& options, const AnonymizePlan& plan,
                   const GenderClassifier* classifier) {
  if (!needs_label(options.mode) || classifier || plan.labelled) return;
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
  if (!observer.wants_stop()) return;
  const std::string seed =
      options.mode == Mode::kRandom ? ", with the same --seed if you gave one" : "";
  throw Stopped("stopped: " + std::to_string(done) + " of " + std::to_string(total) +
                " photographs are done, and whole in '" + options.output.string() +
                "'; to go on, run it again" + seed);
}

// Keeps what became of a batch. What was drawn in kRandom is kept nowhere: nobody needs it again.
void keep(std::vector<Outcome>& outcomes, Mode mode, PlannedPhotos& photos) {
  for (Outcome& outcome : outcomes) {
    for (ProtectedFace& face : outcome.faces) {
      if (mode == Mode::kRandom) face.target = Target::kNeutral;
    }
    photos.set_outcome(outcome);
  }
}

// Once all is done, so that nothing that vanished meanwhile is called protected.
AnonymizeReport report_of(const std::shared_ptr<PlannedPhotos>& photos, RunLedger& ledger,
                          Observer& observer) {
  AnonymizeReport report;
  photos->each_outcome([&](const Outcome& said) {
    Outcome outcome = said;
    outcome.fail_if_gone();
    if (outcome.output != said.output) {
      observer.message(line_about(outcome));
      photos->set_outcome(outcome);
      ledger.amend(said.output, outcome);
    }
    report.add(outcome);
  });
  report.each_outcome = [photos](const auto& visit) { photos->each_outcome(visit); };
  return report;
}

}  // namespace

AnonymizeReport anonymize(const AnonymizeOptions& options, FaceDetector& detector,
                          Protector& protector, GenderClassifier* classifier, Observer& observer) {
  return anonymize(plan_anonymize(options), options, {detector, protector, classifier}, observer);
}

AnonymizeReport anonymize(AnonymizePlan plan, const AnonymizeOptions& options,
                          const AnonymizeTools& tools, Observer& observer) {
  expect_labels(options, plan, tools.classifier);
  const Grouping grouping = group_photos(options, tools, plan, observer);
  fs::create_directories(options.output);  // the report may stand there even if no photograph does
  RunLedger ledger(plan, options, observer);
  tell_what_was_left_out(plan, observer);
  const std::size_t total = plan.photos->size();
  ProgressMeter meter(observer, "protect", total - plan.done);
  Anonymizer anonymizer(options, tools, ledger);
  OpenPhotos open(*plan.photos);
  for (std::size_t done = plan.done; done < total;) {
    stop_if_wanted(observer, options, done, total);
    std::vector<Outcome> outcomes = anonymizer.batch(open);
    for (const Outcome& outcome : outcomes) {
      if (outcome.kind != OutcomeKind::kProtected) observer.message(line_about(outcome));
    }
    keep(outcomes, options.mode, *plan.photos);
    done += outcomes.size();
    meter.advance(outcomes.size());
  }
  AnonymizeReport report = report_of(plan.photos, ledger, observer);
  ledger.reached_the_end();
  report.output = options.output;
  report.grouping = grouping;
  report.seconds = meter.seconds();
  return report;
}

}  // namespace antifaz
