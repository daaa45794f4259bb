#include "pipelines/anonymize/anonymize.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "pipelines/anonymize/anonymize_plan.hpp"
#include "pipelines/anonymize/target_choice.hpp"
#include "pipelines/examined_photo.hpp"
#include "pipelines/progress_meter.hpp"
#include "src/core/error.hpp"
#include "src/data/image_io.hpp"
#include "src/face/alignment.hpp"
#include "src/face/compositor.hpp"

namespace antifaz {
namespace {

namespace fs = std::filesystem;

// One photograph on its way. It is written only if `changes` has one entry for each of its faces.
struct Task {
  const PlannedPhoto* plan = nullptr;
  ExaminedPhoto seen;
  std::vector<cv::Mat> changes;
  Outcome outcome;

  void fail(const std::string& reason) {
    outcome.kind = OutcomeKind::kFailed;
    outcome.reason = reason;
  }
};

class Anonymizer {
 public:
  Anonymizer(const AnonymizeOptions& options, FaceDetector& detector, Protector& protector,
             GenderClassifier* classifier)
      : options_(options), detector_(detector), protector_(protector), classifier_(classifier) {}

  /// Takes the next batch, from `next` on, all the way. Returns the outcomes, in order.
  std::vector<Outcome> batch(const std::vector<PlannedPhoto>& photos, std::size_t next) {
    std::vector<Task> tasks;
    std::size_t bytes = 0;
    while (next < photos.size() && tasks.size() < options_.batch && bytes < kBatchBytes) {
      tasks.push_back(read(photos[next++]));
      bytes += tasks.back().seen.bytes();
    }
    std::vector<Task*> with_faces;
    for (Task& task : tasks) {
      if (!task.seen.faces.empty()) with_faces.push_back(&task);
    }
    change(with_faces);
    std::vector<Outcome> outcomes;
    for (Task& task : tasks) {
      finish(task);
      outcomes.push_back(std::move(task.outcome));
    }
    return outcomes;
  }

 private:
  Task read(const PlannedPhoto& photo) {
    Task task;
    task.plan = &photo;
    task.outcome.input = photo.input;
    task.seen = examine(photo.input, detector_);
    if (!task.seen.fault.empty()) {
      task.fail(task.seen.fault);
    } else if (task.seen.faces.empty()) {
      task.outcome.kind = OutcomeKind::kNoFace;
    } else {
      task.fail("its faces were not changed");  // until `finish` knows better
    }
    return task;
  }

  // One call of the networks for all faces. Where that throws, each photograph gets a call of its
  // own, so that only the one to blame fails.
  void change(const std::vector<Task*>& tasks) {
    if (tasks.empty()) return;
    try {
      change_together(tasks);
    } catch (const std::exception& error) {
      if (tasks.size() == 1) return tasks.front()->fail(one_line(error));
      for (Task* task : tasks) change({task});
    }
  }

  void change_together(const std::vector<Task*>& tasks) {
    std::vector<FacesToTarget> waiting;
    for (const Task* task : tasks) waiting.push_back({task->plan, &task->seen});
    auto faces = choose_targets(waiting, options_.mode, options_.seed, classifier_);
    std::vector<FaceToChange> waiting_for_change;
    for (std::size_t t = 0; t < tasks.size(); ++t) {
      for (std::size_t f = 0; f < faces[t].size(); ++f) {
        const Landmarks& landmarks = tasks[t]->seen.faces[f].landmarks;
        waiting_for_change.push_back({cut_chip(tasks[t]->seen.bgr, chip_transform(landmarks)),
                                      faces[t][f].target, faces[t][f].label});
      }
    }
    const std::vector<cv::Mat> changes = protector_.changes(waiting_for_change);
    if (changes.size() != waiting_for_change.size()) throw std::logic_error("a face got no change");
    for (const cv::Mat& change : changes) {
      if (!cv::checkRange(change)) throw std::runtime_error("a face's change is not a number");
    }
    auto next = changes.begin();
    for (std::size_t t = 0; t < tasks.size(); ++t) {
      const auto count = static_cast<std::ptrdiff_t>(faces[t].size());
      tasks[t]->changes.assign(next, next + count);
      tasks[t]->outcome.faces = std::move(faces[t]);
      next += count;
    }
  }

  void finish(Task& task) {
    const bool copy =
        task.outcome.kind == OutcomeKind::kNoFace && options_.no_face == NoFace::kCopy;
    const bool changed = !task.changes.empty();
    if (!copy && !changed) return;
    try {
      for (std::size_t f = 0; f < task.changes.size(); ++f) {
        composite(task.seen.photo, chip_transform(task.seen.faces[f].landmarks),
                  task.changes[f] * options_.strength);
      }
      fs::create_directories(task.plan->output.parent_path());
      write_photo(task.seen.photo, task.plan->output);
      task.outcome.output = task.plan->output;
      task.outcome.kind = copy ? OutcomeKind::kCopied : OutcomeKind::kProtected;
      task.outcome.reason.clear();
    } catch (const std::exception& error) {
      task.outcome.faces.clear();
      task.fail(one_line(error));
    }
  }

  const AnonymizeOptions& options_;
  FaceDetector& detector_;
  Protector& protector_;
  GenderClassifier* classifier_;
};

std::string line_about(const Outcome& outcome) {
  const std::string what = outcome.kind == OutcomeKind::kNoFace   ? "no face found, not written"
                           : outcome.kind == OutcomeKind::kCopied ? "no face found, copied as it is"
                                                                  : outcome.reason;
  return outcome.input.string() + ": " + what;
}

void check(const AnonymizeOptions& options, const GenderClassifier* classifier) {
  if (!(options.strength >= 0 && options.strength <= 1)) {
    throw Error("the strength must lie between 0 and 1");
  }
  if (options.batch == 0) throw Error("the batch must be at least 1");
  if (needs_label(options.mode) && !options.labels && !classifier) {
    throw Error("mode " + std::string(to_string(options.mode)) +
                " needs each face's label: give labels or a gender classifier");
  }
}

}  // namespace

AnonymizeReport anonymize(const AnonymizeOptions& options, FaceDetector& detector,
                          Protector& protector, GenderClassifier* classifier, Observer& observer) {
  check(options, classifier);
  const AnonymizePlan plan = plan_anonymize(options);
  if (plan.not_images > 0) {
    observer.message(plan.not_images == 1 ? "1 file is not an image and was left out"
                                          : std::to_string(plan.not_images) +
                                                " files are not images and were left out");
  }
  AnonymizeReport report;
  ProgressMeter meter(observer, "protect", plan.photos.size());
  Anonymizer anonymizer(options, detector, protector, classifier);
  while (report.outcomes.size() < plan.photos.size()) {
    std::vector<Outcome> outcomes = anonymizer.batch(plan.photos, report.outcomes.size());
    for (Outcome& outcome : outcomes) {
      if (outcome.kind != OutcomeKind::kProtected) observer.message(line_about(outcome));
      report.outcomes.push_back(std::move(outcome));
    }
    meter.advance(outcomes.size());
  }
  report.seconds = meter.seconds();
  return report;
}

std::string_view to_string(OutcomeKind kind) {
  switch (kind) {
    case OutcomeKind::kProtected:
      return "protected";
    case OutcomeKind::kNoFace:
      return "no_face";
    case OutcomeKind::kCopied:
      return "copied";
    case OutcomeKind::kFailed:
      break;
  }
  return "failed";
}

std::size_t AnonymizeReport::count(OutcomeKind kind) const {
  return static_cast<std::size_t>(
      std::count_if(outcomes.begin(), outcomes.end(),
                    [kind](const Outcome& outcome) { return outcome.kind == kind; }));
}

std::size_t AnonymizeReport::faces() const {
  std::size_t count = 0;
  for (const Outcome& outcome : outcomes) count += outcome.faces.size();
  return count;
}

}  // namespace antifaz
