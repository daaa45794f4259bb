#include "pipelines/anonymize/run_ledger.hpp"

#include <ctime>
#include <memory>
#include <system_error>
#include <utility>

#include "pipelines/selection/face_boxes.hpp"
#include "src/core/error.hpp"
#include "src/core/files.hpp"
#include "src/core/sha256.hpp"

namespace antifaz {
namespace {

namespace fs = std::filesystem;

std::string photographs(std::size_t count) {
  return count == 1 ? "1 photograph" : std::to_string(count) + " photographs";
}

LedgerStatus status_of(OutcomeKind kind) {
  switch (kind) {
    case OutcomeKind::kProtected:
      return LedgerStatus::kProtected;
    case OutcomeKind::kObscured:
      return LedgerStatus::kObscured;
    case OutcomeKind::kCopied:
      return LedgerStatus::kCopied;
    case OutcomeKind::kNoFace:
      return LedgerStatus::kNoFace;
    case OutcomeKind::kQuarantined:
      return LedgerStatus::kQuarantined;
    case OutcomeKind::kFailed:
      break;
  }
  return LedgerStatus::kFailed;
}

void tell(const Outcome& outcome, LedgerEntry& entry) {
  entry.status = status_of(outcome.kind);
  entry.reason = outcome.reason;
  entry.time = std::time(nullptr);
  entry.smallest_face = outcome.smallest_face;
  entry.marks = outcome.marks;
  entry.faces.clear();
  for (const ProtectedFace& face : outcome.faces) {
    entry.faces.push_back({face.box, face.score, face.fate, face.doubtful, face.person});
  }
  entry.output_hash = outcome.output.empty() ? "" : sha256_of(outcome.output);
  entry.output_stamp = outcome.output.empty() ? FileStamp{} : stamp_of(outcome.output);
}

Ledger& ledger_of(AnonymizePlan& plan, const AnonymizeOptions& options) {
  if (!plan.ledger) plan.ledger = std::make_unique<Ledger>(options.output, options.shard);
  return *plan.ledger;
}

}  // namespace

RunLedger::RunLedger(AnonymizePlan& plan, const AnonymizeOptions& options, Observer& observer)
    : options_(options),
      observer_(observer),
      ledger_(ledger_of(plan, options)),
      settings_(plan.settings),
      weights_(plan.weights) {
  ledger_.record_left_out(plan.left_out);
  ledger_.record_end(false);
  // Other shards may be writing theirs; merging removes what killed ones leave.
  const std::size_t left = options.shard.is_whole() ? remove_temporary_files(options.output) : 0;
  if (left > 0) {
    observer.message("temporary files of killed runs removed from the output folder: " +
                     std::to_string(left));
  }
  tell_of_before(plan);
}

void RunLedger::tell_of_before(const AnonymizePlan& plan) {
  if (!plan.alike.empty()) {
    observer_.message(photographs(plan.alike.count) +
                      " differ from others in nothing but upper and lower case or Unicode's "
                      "normal form, and would replace them on file systems that ignore these: " +
                      plan.alike.names());
  }
  if (!plan.other_settings.empty()) {
    observer_.message(photographs(plan.other_settings.count) +
                      " in the output folder: of an earlier run with other settings or networks, "
                      "done again: " +
                      plan.other_settings.names());
  }
  if (!plan.regrouped.empty()) {
    observer_.message(photographs(plan.regrouped.count) +
                      " in the output folder: of people who are told apart in another way now, "
                      "done again: " +
                      plan.regrouped.names());
  }
  if (!plan.absent.empty()) {
    observer_.message(photographs(plan.absent.count) +
                      " of earlier runs, in the output folder and not among the inputs now, left "
                      "as they are: " +
                      plan.absent.names());
  }
  if (!plan.absent_copies.empty()) {
    observer_.message("UNPROTECTED among these, copied when no face was found in them: " +
                      plan.absent_copies.names());
  }
  if (plan.done == 0) return;
  const std::string keep = options_.mode == Mode::kNeutral
                               ? ""
                               : "; they keep the seed and the labels of that run (--overwrite "
                                 "does them anew)";
  const std::string twice = options_.group_by == GroupBy::kNone
                                ? ""
                                : "; a person is drawn once only with the same seed again";
  observer_.message(std::to_string(plan.done) + " of " + photographs(plan.photos->size()) +
                    " were done before" + keep + twice);
}

void RunLedger::reached_the_end() { ledger_.record_end(true); }

void RunLedger::begin(const PlannedPhoto& photo) {
  Begun begun;
  begun.photo = photo;
  begun.entry.place = place_below(options_.output, photo.output);
  begun.entry.input = absolute_input(photo.input);
  begun.entry.settings = settings_;
  begun.entry.weights = weights_;
  begun.entry.input_stamp = stamp_of(photo.input);
  batch_.push_back(std::move(begun));
}

std::vector<bool> RunLedger::start_writing(const std::vector<std::string>& input_hashes) {
  std::vector<bool> changed;
  std::vector<LedgerEntry> entries;
  for (std::size_t i = 0; i < batch_.size(); ++i) {
    Begun& begun = batch_[i];
    const PlannedPhoto& photo = begun.photo;
    begun.entry.input_hash = input_hashes.at(i);
    changed.push_back(stamp_of(photo.input) != begun.entry.input_stamp);
    if (!photo.fault.empty()) continue;
    begun.entry.status = LedgerStatus::kStarted;
    entries.push_back(begun.entry);
  }
  ledger_.record(entries);
  return changed;
}

void RunLedger::end(std::vector<Outcome>& outcomes) {
  std::vector<LedgerEntry> entries;
  for (std::size_t i = 0; i < batch_.size(); ++i) {
    const PlannedPhoto& photo = batch_[i].photo;
    if (outcomes[i].output.empty() && photo.older_stands) remove_older(photo, outcomes[i]);
    try {
      tell(outcomes[i], batch_[i].entry);
    } catch (const Error& error) {  // it is gone, or can't be read again
      outcomes[i].fail(error.what());
      tell(outcomes[i], batch_[i].entry);
    }
    entries.push_back(batch_[i].entry);
  }
  ledger_.record(entries);
  batch_.clear();
}

void RunLedger::remove_older(const PlannedPhoto& photo, Outcome& outcome) {
  const fs::path& file = photo.output;
  std::error_code problem;
  if (fs::remove(file, problem)) {
    observer_.message(file.string() + ": removed; an earlier run wrote it");
  } else if (problem) {
    outcome.fail((outcome.reason.empty() ? "no face found" : outcome.reason) + "; and '" +
                 file.string() + "' of an earlier run can't be removed (" + problem.message() +
                 ")");
  }
}

void RunLedger::amend(const fs::path& output, const Outcome& outcome) {
  auto entry = ledger_.find(place_below(options_.output, output));
  if (!entry) return;
  tell(outcome, *entry);
  ledger_.record({*entry});
}

}  // namespace antifaz
