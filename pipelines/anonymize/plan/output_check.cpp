#include "pipelines/anonymize/plan/output_check.hpp"

#include <algorithm>
#include <system_error>

#include "pipelines/anonymize/plan/name_folding.hpp"
#include "pipelines/ledger/file_stamp.hpp"
#include "src/core/error.hpp"
#include "src/text/folded_name.hpp"

namespace antifaz {
namespace {

namespace fs = std::filesystem;

// What an earlier run said of a photograph that is done.
Outcome outcome_before(const LedgerEntry& entry, const PlannedPhoto& photo) {
  Outcome outcome;
  outcome.number = photo.number;
  outcome.input = photo.input;
  outcome.before = true;
  outcome.reason = entry.reason;
  outcome.smallest_face = entry.smallest_face;
  outcome.marks = entry.marks;
  outcome.kind = entry.status == LedgerStatus::kProtected  ? OutcomeKind::kProtected
                 : entry.status == LedgerStatus::kObscured ? OutcomeKind::kObscured
                 : entry.status == LedgerStatus::kCopied   ? OutcomeKind::kCopied
                                                           : OutcomeKind::kNoFace;
  if (outcome.kind != OutcomeKind::kNoFace) outcome.output = photo.output;
  for (const LedgerFace& seen : entry.faces) {
    ProtectedFace face;
    face.box = seen.box;
    face.score = seen.score;
    face.fate = seen.fate;
    face.doubtful = seen.doubtful;
    face.person = seen.person;
    outcome.faces.push_back(face);
  }
  return outcome;
}

bool is_done(const LedgerEntry& entry, const PlannedPhoto& photo) {
  if (entry.status == LedgerStatus::kNoFace) return entry.input_is_unchanged(photo.input);
  return entry.is_written() && entry.input_is_unchanged(photo.input) &&
         entry.output_is_unchanged(photo.output);
}

}  // namespace

OutputCheck::OutputCheck(const AnonymizeOptions& options, AnonymizePlan& plan)
    : options_(options), plan_(plan), real_output_(real_place_of(options.output)) {
  for (const fs::path& input : options.inputs) {
    if (is_folder(input)) input_folders_.emplace(real_place_of(input), input);
  }
  if (!options.report.empty()) report_ = outputs_.of(options.report);
}

void OutputCheck::begin_input(const fs::path& input, const fs::path& output) {
  plan_.photos->begin_input(input, output);
}

void OutputCheck::add(const fs::path& name, const std::string& fault) {
  PlannedPhoto photo = plan_.photos->next(name, fault);
  if (!report_.empty() && inputs_.of(photo.input) == report_) {
    throw Error(options_.report, "is a photograph to protect; name another file for the report");
  }
  const fs::path* input = fault.empty() ? input_around(outputs_.folder_of(photo.output)) : nullptr;
  if (input) {
    throw Error(photo.output, "leads into the input '" + input->string() + "' over a link");
  }
  const std::string place = place_of(photo.output);
  if (!options_.shard.holds(place)) return;
  refuse_two(photo, place);
  const auto entry = plan_.known(place_below(options_.output, photo.output));
  photo.older_stands = entry && entry->may_stand() && entry->is_of(photo.input);
  if (fault.empty() && stands(photo) && !photo.older_stands && existing_++ == 0) {
    first_existing_ = photo.output;
  }
  plan_.photos->add(photo, place);
  look_back(photo, entry);
}

void OutputCheck::expect_all_may_be_written() {
  for (const PlannedPhoto& photo : plan_.photos->at(report_.empty() ? "" : place_of(report_))) {
    if (!photo.fault.empty() || !are_one(photo.output, report_)) continue;
    throw Error(options_.report, "would replace the protected '" + photo.input.string() +
                                     "'; name another file for the report");
  }
  if (existing_ == 0 || options_.overwrite) return;
  const std::string others =
      existing_ == 1 ? "" : " (and " + std::to_string(existing_ - 1) + " more)";
  throw Error(first_existing_,
              "exists already" + others + "; give another output folder or allow overwriting");
}

void OutputCheck::look_for_absent() {
  if (!plan_.ledger) return;
  plan_.ledger->each([&](const LedgerEntry& entry) {
    if (!entry.may_stand()) return;
    const auto planned = plan_.photos->at(place_of(options_.output / entry.place));
    const bool among = std::any_of(planned.begin(), planned.end(), [&](const PlannedPhoto& photo) {
      return place_below(options_.output, photo.output) == entry.place;
    });
    if (among) return;
    plan_.absent.add(entry.place);
    if (entry.status == LedgerStatus::kCopied) plan_.absent_copies.add(entry.place);
  });
}

// Below the output folder where it really stands there: most do, and that is shorter. Alike for
// what some file systems take for one.
std::string OutputCheck::place_of(const fs::path& file) {
  const std::string place = outputs_.of(file).native();
  const std::string folder = real_output_.native() + "/";
  return folded_name(place.compare(0, folder.size(), folder) == 0 ? place.substr(folder.size())
                                                                  : place);
}

void OutputCheck::refuse_two(const PlannedPhoto& photo, const std::string& place) {
  for (const PlannedPhoto& other : plan_.photos->at(place)) {
    if (!photo.fault.empty() && !other.fault.empty()) continue;
    if (are_one(photo.output, other.output)) {
      throw Error(photo.output, "both '" + other.input.string() + "' and '" + photo.input.string() +
                                    "' would be written here; protect them in two runs");
    }
    plan_.alike.add(photo.name);
  }
}

// Of two files whose places are spelt alike.
bool OutputCheck::are_one(const fs::path& one, const fs::path& other) {
  const fs::path a = outputs_.of(one), b = outputs_.of(other);
  return a == b || folds_together(existing_folder(options_.output), a, b);
}

bool OutputCheck::stands(const PlannedPhoto& photo) {
  std::error_code problem;
  if (!fs::exists(fs::symlink_status(photo.output, problem))) return false;
  if (is_folder(photo.output)) throw Error(photo.output, "is a folder");
  return true;
}

void OutputCheck::look_back(PlannedPhoto& photo, const std::optional<LedgerEntry>& entry) {
  const bool same = entry && entry->settings == plan_.settings && entry->weights == plan_.weights;
  if (same && !options_.overwrite && photo.fault.empty() && is_done(*entry, photo)) {
    plan_.photos->set_outcome(outcome_before(*entry, photo));
    ++plan_.done;
    return;
  }
  if (entry && entry->may_stand() && !same) plan_.other_settings.add(entry->place);
  if (!photo.fault.empty()) return;
  const std::int64_t size = stamp_of(photo.input).size;
  const std::int64_t more = size + size / 10 - stamp_of(photo.output).size;
  plan_.bytes_to_write += static_cast<std::uintmax_t>(std::max<std::int64_t>(more, 0));
}

// The input folder in which a link inside the output folder leads back, or null.
const fs::path* OutputCheck::input_around(fs::path folder) const {
  for (;; folder = folder.parent_path()) {
    const auto found = input_folders_.find(folder);
    if (found != input_folders_.end()) return &found->second;
    if (folder == folder.parent_path()) return nullptr;
  }
}

}  // namespace antifaz
