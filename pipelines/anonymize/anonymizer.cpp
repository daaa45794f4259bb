#include "pipelines/anonymize/anonymizer.hpp"

#include <algorithm>
#include <optional>
#include <stdexcept>
#include <string>
#include <system_error>
#include <utility>

#include "pipelines/anonymize/photo_writer.hpp"
#include "pipelines/anonymize/target_choice.hpp"
#include "pipelines/examined_photo.hpp"
#include "src/core/error.hpp"
#include "src/core/files.hpp"
#include "src/face/alignment.hpp"
#include "src/face/compositor.hpp"

namespace antifaz {
namespace {

namespace fs = std::filesystem;

// A crowd's faces go through the networks in parts, which bounds their memory.
constexpr std::size_t kFacesACall = 128;

std::string unchanged(std::size_t face, std::size_t count) {
  const std::string which =
      count == 1 ? "its face"
                 : "its face " + std::to_string(face + 1) + " of " + std::to_string(count);
  return which + " would stay as it is: the change is below one level of 255 everywhere";
}

std::error_code code_of(const std::exception& error) {
  if (const auto* ours = dynamic_cast<const Error*>(&error)) return ours->code();
  const auto* of_system = dynamic_cast<const std::system_error*>(&error);  // making a folder
  return of_system ? of_system->code() : std::error_code();
}

}  // namespace

// One photograph on its way. It is written only if `changes` has one entry for each of its faces.
struct Anonymizer::Task {
  PlannedPhoto plan;
  ExaminedPhoto seen;
  std::vector<cv::Mat> chips;  // one for each face, for all who look at it
  std::vector<cv::Mat> changes;
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
  if (task.seen.faces.empty()) {
    task.outcome.kind = OutcomeKind::kNoFace;
    return task;
  }
  task.outcome.fail("its faces were not changed");  // until `finish` knows better
  for (const Face& face : task.seen.faces) {
    task.chips.push_back(cut_chip(task.seen.bgr, chip_transform(face.landmarks)));
  }
  return task;
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
  for (const Task* task : tasks) waiting.push_back({&task->plan, &task->seen, &task->chips});
  auto faces = choose_targets(waiting, options_.mode, options_.seed, tools_.classifier);
  std::vector<FaceToChange> waiting_for_change;
  for (std::size_t t = 0; t < tasks.size(); ++t) {
    for (std::size_t f = 0; f < faces[t].size(); ++f) {
      waiting_for_change.push_back({tasks[t]->chips[f], faces[t][f].target, faces[t][f].label});
    }
  }
  const std::vector<cv::Mat> changes = changes_of(waiting_for_change);
  auto next = changes.begin();
  for (std::size_t t = 0; t < tasks.size(); ++t) {
    const auto count = static_cast<std::ptrdiff_t>(faces[t].size());
    tasks[t]->changes.assign(next, next + count);
    tasks[t]->outcome.faces = std::move(faces[t]);
    next += count;
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

void Anonymizer::finish(Task& task) {
  const bool copy = task.outcome.kind == OutcomeKind::kNoFace && options_.no_face == NoFace::kCopy;
  const bool changed = !task.changes.empty();
  if (!copy && !changed) return;
  try {
    for (std::size_t f = 0; f < task.changes.size(); ++f) {
      const double made =
          composite(task.seen.photo.pixels, chip_transform(task.seen.faces[f].landmarks),
                    task.changes[f] * options_.strength);
      if (made < 1) throw std::runtime_error(unchanged(f, task.changes.size()));
    }
    fs::create_directories(task.plan.output.parent_path());
    task.outcome.left_out =
        write_protected(task.seen.photo, task.plan.input, task.plan.output, options_.metadata);
    task.outcome.output = task.plan.output;
    task.outcome.kind = copy ? OutcomeKind::kCopied : OutcomeKind::kProtected;
    task.outcome.reason.clear();
  } catch (const std::exception& error) {
    task.outcome.fail(one_line(error));
    if (is_of_the_disk(code_of(error))) disk_problem_ = task.outcome.reason;
  }
}

}  // namespace antifaz
