#include "pipelines/anonymize/run_ledger.hpp"

#include <ctime>
#include <sstream>
#include <system_error>
#include <utility>

#include "src/core/error.hpp"
#include "src/core/files.hpp"
#include "src/core/sha256.hpp"

namespace antifaz {
namespace {

namespace fs = std::filesystem;

// All options that decide the bytes; not the seed, see `LedgerEntry`.
std::string hash_of_settings(const AnonymizeOptions& options, const AnonymizeTools& tools) {
  std::ostringstream text;
  text << "mode " << to_string(options.mode) << "\nstrength " << std::hexfloat << options.strength
       << "\nno_face " << (options.no_face == NoFace::kCopy ? "copy" : "skip") << "\ndetector "
       << tools.detector.name() << "\n"
       << tools.settings;
  return sha256_of_bytes(text.str());
}

std::string hash_if_readable(const fs::path& file) {
  try {
    return sha256_of(file);
  } catch (const Error&) {
    return "";
  }
}

std::string photographs(std::size_t count) {
  return count == 1 ? "1 photograph" : std::to_string(count) + " photographs";
}

LedgerStatus status_of(OutcomeKind kind) {
  switch (kind) {
    case OutcomeKind::kProtected:
      return LedgerStatus::kProtected;
    case OutcomeKind::kCopied:
      return LedgerStatus::kCopied;
    case OutcomeKind::kNoFace:
      return LedgerStatus::kNoFace;
    case OutcomeKind::kFailed:
      break;
  }
  return LedgerStatus::kFailed;
}

// What an earlier run said of a photograph that is done.
Outcome outcome_of(const LedgerEntry& entry, const PlannedPhoto& photo) {
  Outcome outcome;
  outcome.input = photo.input;
  outcome.before = true;
  outcome.kind = entry.status == LedgerStatus::kProtected ? OutcomeKind::kProtected
                 : entry.status == LedgerStatus::kCopied  ? OutcomeKind::kCopied
                                                          : OutcomeKind::kNoFace;
  if (outcome.kind != OutcomeKind::kNoFace) outcome.output = photo.output;
  for (const LedgerFace& seen : entry.faces) {
    ProtectedFace face;
    face.box = seen.box;
    face.score = seen.score;
    outcome.faces.push_back(face);
  }
  return outcome;
}

void tell(const Outcome& outcome, LedgerEntry& entry) {
  entry.status = status_of(outcome.kind);
  entry.reason = outcome.reason;
  entry.time = std::time(nullptr);
  entry.faces.clear();
  for (const ProtectedFace& face : outcome.faces) entry.faces.push_back({face.box, face.score});
  entry.output_hash = outcome.output.empty() ? "" : sha256_of(outcome.output);
  entry.output_stamp = outcome.output.empty() ? FileStamp{} : stamp_of(outcome.output);
}

}  // namespace

RunLedger::RunLedger(const AnonymizePlan& plan, const AnonymizeOptions& options,
                     const AnonymizeTools& tools, Observer& observer)
    : options_(options),
      observer_(observer),
      ledger_(options.output),
      settings_(hash_of_settings(options, tools)),
      weights_(tools.weights) {
  const std::size_t left = remove_temporary_files(options.output);
  if (left > 0) {
    observer.message("temporary files of killed runs removed from the output folder: " +
                     std::to_string(left));
  }
  look_back(plan);
}

void RunLedger::look_back(const AnonymizePlan& plan) {
  std::size_t other_settings = 0;
  before_.resize(plan.photos.size());
  for (std::size_t i = 0; i < plan.photos.size(); ++i) {
    const PlannedPhoto& photo = plan.photos[i];
    const auto entry = ledger_.find(place_below(options_.output, photo.output));
    if (entry && is_done(photo, *entry)) {
      before_[i] = outcome_of(*entry, photo);
      continue;
    }
    if (entry && entry->may_stand() &&
        (entry->settings != settings_ || entry->weights != weights_)) {
      ++other_settings;
    }
    todo_.push_back(&photo);
  }
  if (other_settings > 0) {
    observer_.message(photographs(other_settings) +
                      " in the output folder: of an earlier run with other settings or networks, "
                      "done again");
  }
  const std::size_t done = plan.photos.size() - todo_.size();
  if (done > 0) {
    const std::string keep =
        options_.mode == Mode::kNeutral
            ? ""
            : "; they keep the seed and the labels of that run (another output folder starts anew)";
    observer_.message(std::to_string(done) + " of " + photographs(plan.photos.size()) +
                      " were done before" + keep);
  }
}

bool RunLedger::is_done(const PlannedPhoto& photo, const LedgerEntry& entry) const {
  if (!photo.fault.empty() || entry.settings != settings_ || entry.weights != weights_) {
    return false;
  }
  if (entry.status == LedgerStatus::kNoFace) return entry.input_is_unchanged(photo.input);
  return entry.is_written() && entry.input_is_unchanged(photo.input) &&
         entry.output_is_unchanged(photo.output);
}

std::vector<Outcome> RunLedger::take_before() { return std::move(before_); }

void RunLedger::begin(const PlannedPhoto& photo) {
  Begun begun;
  begun.photo = &photo;
  begun.entry.place = place_below(options_.output, photo.output);
  begun.entry.input = absolute_input(photo.input);
  begun.entry.settings = settings_;
  begun.entry.weights = weights_;
  begun.entry.input_stamp = stamp_of(photo.input);
  const auto older = ledger_.find(begun.entry.place);
  begun.older_stands = older && older->may_stand() && older->is_of(photo.input);
  batch_.push_back(std::move(begun));
}

std::vector<bool> RunLedger::start_writing() {
  std::vector<bool> changed;
  std::vector<LedgerEntry> entries;
  for (Begun& begun : batch_) {
    const PlannedPhoto& photo = *begun.photo;
    if (photo.fault.empty()) begun.entry.input_hash = hash_if_readable(photo.input);
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
    if (outcomes[i].output.empty() && batch_[i].older_stands) remove_older(batch_[i], outcomes[i]);
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

void RunLedger::remove_older(Begun& begun, Outcome& outcome) {
  const fs::path& file = begun.photo->output;
  std::error_code problem;
  if (fs::remove(file, problem)) {
    observer_.message(file.string() + ": removed; an earlier run wrote it");
  } else if (problem) {
    outcome.fail((outcome.reason.empty() ? "no face found" : outcome.reason) + "; and '" +
                 file.string() + "' of an earlier run can't be removed (" + problem.message() +
                 ")");
  }
}

void RunLedger::amend(const PlannedPhoto& photo, const Outcome& outcome) {
  auto entry = ledger_.find(place_below(options_.output, photo.output));
  if (!entry) return;
  tell(outcome, *entry);
  ledger_.record({*entry});
}

}  // namespace antifaz
