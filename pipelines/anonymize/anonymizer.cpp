#include "pipelines/anonymize/anonymizer.hpp"

#include <algorithm>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <system_error>
#include <utility>

#include "pipelines/anonymize/photo_writer.hpp"
#include "pipelines/anonymize/target_choice.hpp"
#include "pipelines/anonymize/treated_photo.hpp"
#include "pipelines/examined_photo.hpp"
#include "pipelines/selection/face_boxes.hpp"
#include "src/core/error.hpp"
#include "src/core/files.hpp"
#include "src/core/number_text.hpp"
#include "src/face/alignment.hpp"

namespace antifaz {
namespace {

namespace fs = std::filesystem;

// A crowd's faces go through the networks in parts, which bounds their memory.
constexpr std::size_t kFacesACall = 128;

// Why a photograph whose faces all stay as they are has none to protect.
std::string why_none(const SelectedFaces& selected, const AnonymizeOptions& options, bool boxed) {
  if (boxed) return "no face by the boxes given";
  if (selected.left.empty()) return "";
  const std::string count = std::to_string(selected.left.size());
  return "no face to protect: " +
         (selected.left.size() == 1 ? "its face" : "its " + count + " faces") +
         (selected.left.size() == 1 ? " is" : " are") + " below " +
         significant(options.ignore_below, 6) + " pixels";
}

std::error_code code_of(const std::exception& error) {
  if (const auto* ours = dynamic_cast<const Error*>(&error)) return ours->code();
  const auto* of_system = dynamic_cast<const std::system_error*>(&error);  // making a folder
  return of_system ? of_system->code() : std::error_code();
}

}  // namespace

// One photograph on its way. `seen.faces` are those to be changed.
struct Anonymizer::Task {
  PlannedPhoto plan;
  ExaminedPhoto seen;
  SelectedFaces selected;
  std::vector<cv::Mat> chips;             // one for each face, for all who look at it
  std::vector<std::string> unfit;         // why a face can't be changed, empty where it can
  std::unique_ptr<TreatedPhoto> treated;  // where all its faces have their changes
  Outcome outcome;
};

std::vector<Outcome> Anonymizer::batch(OpenPhotos& photos) {
  std::vector<Task> tasks;
  std::size_t bytes = 0;
  while (tasks.size() < options_.batch && bytes < kBatchBytes) {
    std::optional<PlannedPhoto> photo = photos.next();
    if (!photo) break;
    ledger_.begin(*photo);
    tasks.push_back(read(std::move(*photo)));
    bytes += tasks.back().seen.bytes();
  }
  std::vector<Task*> with_faces;
  for (Task& task : tasks) {
    if (!task.seen.faces.empty()) with_faces.push_back(&task);
  }
  change(with_faces);
  treat_all(tasks);
  std::vector<std::string> hashes;
  for (const Task& task : tasks) hashes.push_back(task.seen.sha256);
  const std::vector<bool> changed = ledger_.start_writing(hashes);
  std::vector<Outcome> outcomes;
  for (std::size_t t = 0; t < tasks.size(); ++t) {
    if (changed[t]) {
      tasks[t].outcome.fail("was changed while it was read; run it again");
    } else {
      finish(tasks[t]);
    }
    tasks[t].outcome.fail_if_gone();
    outcomes.push_back(std::move(tasks[t].outcome));
  }
  ledger_.end(outcomes);
  if (!disk_problem_.empty()) {
    throw Error(disk_problem_ +
                ": nothing more can be written; see to it, and run it again to go on");
  }
  return outcomes;
}

Anonymizer::Task Anonymizer::read(PlannedPhoto planned) {
  Task task;
  task.plan = std::move(planned);
  const PlannedPhoto& photo = task.plan;
  task.outcome.input = photo.input;
  task.outcome.number = photo.number;
  task.seen.fault = photo.fault;
  if (photo.fault.empty()) task.seen = examine(photo.input, tools_.detector);
  if (!task.seen.fault.empty()) {
    task.outcome.fail(task.seen.fault);
    return task;
  }
  select(task);
  return task;
}

void Anonymizer::select(Task& task) {
  const FaceSelection selection{options_.largest, options_.ignore_below,
                                options_.boxes ? options_.boxes->of(task.plan.input) : nullptr};
  task.selected =
      select_faces(std::move(task.seen.faces), task.seen.bgr, selection, tools_.landmarks);
  task.seen.faces = task.selected.faces;
  if (selection.boxes) task.seen.marks.clear();  // the user found them
  if (!task.selected.fault.empty()) return task.outcome.fail(task.selected.fault);
  if (task.seen.faces.empty()) {
    task.outcome.kind = OutcomeKind::kNoFace;
    task.outcome.reason = why_none(task.selected, options_, selection.boxes != nullptr);
    return;
  }
  task.outcome.fail("its faces were not changed");  // until `finish` knows better
  for (const Face& face : task.seen.faces) {
    task.unfit.push_back(alignment_fault(face, task.seen.bgr.size()));
    task.chips.push_back(task.unfit.back().empty()
                             ? cut_chip(task.seen.bgr, chip_transform(face.landmarks))
                             : cv::Mat::zeros(kChipSize, kChipSize, CV_8UC3));
  }
}

// One call of the networks for all faces. Where that throws, each photograph gets a call of its
// own, so that only the one to blame fails.
void Anonymizer::change(const std::vector<Task*>& tasks) {
  if (tasks.empty()) return;
  try {
    change_together(tasks);
  } catch (const std::exception& error) {
    if (tasks.size() == 1) return tasks.front()->outcome.fail(one_line(error));
    for (Task* task : tasks) change({task});
  }
}

void Anonymizer::change_together(const std::vector<Task*>& tasks) {
  std::vector<FacesToTarget> waiting;
  for (const Task* task : tasks) {
    waiting.push_back({&task->plan, &task->seen, &task->chips, task->selected.main_is_left});
  }
  auto faces = choose_targets(waiting, options_.mode, options_.seed, tools_.classifier);
  std::vector<FaceToChange> waiting_for_change;
  for (std::size_t t = 0; t < tasks.size(); ++t) {
    for (std::size_t f = 0; f < faces[t].size(); ++f) {
      if (!tasks[t]->unfit[f].empty()) continue;
      waiting_for_change.push_back({tasks[t]->chips[f], faces[t][f].target, faces[t][f].label});
    }
  }
  const std::vector<cv::Mat> changes = changes_of(waiting_for_change);
  auto next = changes.begin();
  for (std::size_t t = 0; t < tasks.size(); ++t) {
    Task& task = *tasks[t];
    task.treated =
        std::make_unique<TreatedPhoto>(task.seen, options_, task.plan.input, task.plan.output);
    for (std::size_t f = 0; f < faces[t].size(); ++f) {
      TreatedFace face;
      face.face = task.seen.faces[f];
      face.chip = task.chips[f];
      face.unfit = task.unfit[f];
      face.told = faces[t][f];
      if (face.unfit.empty()) face.change = *next++;
      task.treated->faces.push_back(std::move(face));
    }
  }
}

std::vector<cv::Mat> Anonymizer::changes_of(const std::vector<FaceToChange>& faces) {
  std::vector<cv::Mat> all;
  for (auto next = faces.begin(); next != faces.end();) {
    const auto left = faces.end() - next;
    const auto end = next + std::min(left, static_cast<std::ptrdiff_t>(kFacesACall));
    const std::vector<cv::Mat> some = tools_.protector.changes({next, end});
    all.insert(all.end(), some.begin(), some.end());
    next = end;
  }
  if (all.size() != faces.size()) throw std::logic_error("a face got no change");
  for (const cv::Mat& change : all) {
    if (!cv::checkRange(change)) throw std::runtime_error("a face's change is not a number");
  }
  return all;
}

// Before anything is written: what was made is looked at, and made otherwise where it must be.
void Anonymizer::treat_all(std::vector<Task>& tasks) {
  std::vector<Task*> treated;
  std::vector<TreatedPhoto*> photos;
  for (Task& task : tasks) {
    if (!task.treated) continue;
    treated.push_back(&task);
    photos.push_back(task.treated.get());
  }
  const std::vector<std::string> faults = treat(photos, check_);
  for (std::size_t i = 0; i < treated.size(); ++i) {
    Task& task = *treated[i];
    if (!faults[i].empty()) {
      task.outcome.fail(faults[i]);
    } else if (const std::string& why = task.treated->quarantine(); !why.empty()) {
      task.outcome.quarantine(why);
    } else {
      task.outcome.reason.clear();
      for (const TreatedFace& face : task.treated->faces) task.outcome.faces.push_back(face.told);
      const bool some = task.outcome.count(FaceFate::kProtected) > 0;
      task.outcome.kind = some ? OutcomeKind::kProtected : OutcomeKind::kObscured;
    }
  }
}

void Anonymizer::finish(Task& task) {
  Outcome& outcome = task.outcome;
  const bool copy = outcome.kind == OutcomeKind::kNoFace && options_.no_face == NoFace::kCopy;
  if (copy || outcome.is_changed()) {
    try {
      const ProtectedFile made = copy ? encode_protected(task.seen.photo, task.plan.input,
                                                         task.plan.output, options_.metadata)
                                      : task.treated->take_file();
      write_protected(made.bytes, task.plan.input, task.plan.output);
      outcome.left_out = made.left_out;
      outcome.output = task.plan.output;
      if (copy) outcome.kind = OutcomeKind::kCopied;
    } catch (const std::exception& error) {
      outcome.fail(one_line(error));
      if (is_of_the_disk(code_of(error))) disk_problem_ = outcome.reason;
      return;
    }
  }
  if (outcome.kind == OutcomeKind::kFailed || outcome.kind == OutcomeKind::kQuarantined) return;
  outcome.smallest_face = task.seen.smallest_face;
  outcome.marks = task.seen.marks;
  for (const auto& left : task.selected.left) {
    ProtectedFace face;
    face.box = left.face.box;
    face.score = left.face.score;
    face.fate = left.fate;
    face.doubtful = left.face.doubtful;
    outcome.faces.push_back(face);
  }
}

}  // namespace antifaz
