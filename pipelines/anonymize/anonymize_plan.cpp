#include "pipelines/anonymize/anonymize_plan.hpp"

#include <algorithm>
#include <sstream>
#include <system_error>
#include <utility>

#include "pipelines/anonymize/anonymize_json.hpp"
#include "pipelines/anonymize/plan/output_check.hpp"
#include "pipelines/selection/face_boxes.hpp"
#include "src/core/error.hpp"
#include "src/core/files.hpp"
#include "src/core/sha256.hpp"
#include "src/data/file_kind.hpp"
#include "src/data/file_walk.hpp"
#include "src/data/places.hpp"
#include "src/images/image_format.hpp"

namespace antifaz {
namespace {

namespace fs = std::filesystem;

void check(const AnonymizeOptions& options) {
  if (options.inputs.empty()) throw Error("no photographs given");
  for (const fs::path& input : options.inputs) {
    if (input.empty()) throw Error("an input is empty; name a photograph or a folder");
  }
  if (options.output.empty()) throw Error("no output folder given");
  if (!(options.strength > 0 && options.strength <= 1)) {
    throw Error(
        "the strength must lie between 0 and 1, and not be 0, which leaves faces as they are");
  }
  if (options.group_by != GroupBy::kNone && options.mode != Mode::kRandom) {
    throw Error("only mode random draws, so that only there photographs can be grouped by " +
                std::string(to_string(options.group_by)));
  }
  if (options.group_by == GroupBy::kMatch && !options.shard.is_whole()) {
    throw Error(
        "who is who by match takes a look at all photographs, which a shard doesn't have; "
        "group by folder or name-prefix, or give labels with subjects");
  }
  if (options.batch == 0) throw Error("the batch must be at least 1");
}

// Who is given the output folder must not be given genders with it.
void expect_told_elsewhere(const AnonymizeOptions& options) {
  const fs::path& report = options.report;
  if (report.empty()) throw Error("telling labels needs a report that tells them");
  if (options.mode == Mode::kRandom) {
    throw Error("in mode random no label or target is told: whoever has them can undo it");
  }
  if (!is_within(real_place_of(report), real_place_of(options.output))) return;
  throw Error(report, "would tell genders inside the output folder; name a file outside it");
}

void check_outputs(const AnonymizeOptions& options) {
  std::error_code problem;
  if (fs::exists(options.output, problem) && !is_folder(options.output)) {
    throw Error(options.output, "is not a folder; the output must be one");
  }
  expect_writable_folder(options.output);
  const fs::path& report = options.report;
  if (options.tell_labels) expect_told_elsewhere(options);
  if (report.empty()) return;
  if (is_within(real_place_of(report), real_place_of(options.output) / kLedgerFolder)) {
    throw Error(report,
                "lies among what the program keeps about the output folder; name another "
                "file for the report");
  }
  // The output folder need not be there: it will be, before the report.
  Places places;
  if (places.folder_of(report) != real_place_of(options.output)) expect_writable(report);
  if (is_folder(report)) throw Error(report, "is a folder; name a file for the report");
  if (options.overwrite || !fs::exists(fs::symlink_status(report, problem))) return;
  if (is_report_of(report, options.output)) return;  // an earlier run wrote it
  throw Error(report, "exists already; name another file for the report or allow overwriting");
}

std::string megabytes(std::uintmax_t bytes) { return std::to_string(bytes / 1'000'000) + " MB"; }

void expect_space(const AnonymizeOptions& options, const AnonymizePlan& plan) {
  constexpr std::uintmax_t kLedgerBytes = 1000;  // a photograph: its row, and its share of indices
  const std::uintmax_t needed =
      plan.bytes_to_write + (plan.photos->size() - plan.done) * kLedgerBytes;
  const fs::path folder = existing_folder(options.output);
  std::error_code problem;
  const fs::space_info space = fs::space(folder, problem);
  if (problem || needed <= space.available) return;
  throw Error(options.output, "about " + megabytes(needed) +
                                  " would be written (the photographs to be done, and a tenth), "
                                  "and " +
                                  megabytes(space.available) + " are free in '" + folder.string() +
                                  "'; free some, or give another output folder");
}

void refuse_nesting(const fs::path& input, const fs::path& output, const fs::path& real_output) {
  const fs::path real_input = real_place_of(input);
  if (is_folder(input) && is_within(real_output, real_input)) {
    throw Error(output, "the output lies inside the input '" + input.string() +
                            "'; give a folder outside it");
  }
  if (is_within(real_input, real_output)) {
    throw Error(output,
                "the output contains the input '" + input.string() + "'; give another folder");
  }
}

// All options that decide the bytes; not the seed, see `LedgerEntry`.
std::string hash_of_settings(const AnonymizeOptions& options, const Making& making) {
  std::ostringstream text;
  text << "mode " << to_string(options.mode) << "\nstrength " << std::hexfloat << options.strength
       << "\nno_face " << (options.no_face == NoFace::kCopy ? "copy" : "skip") << "\nlargest "
       << options.largest << "\nignore_below " << options.ignore_below << "\nboxes "
       << (options.boxes ? options.boxes->hash() : "none") << "\nfallback "
       << static_cast<int>(options.fallback) << "\nunchecked " << options.unchecked << "\nmetadata "
       << to_string(options.metadata) << "\n"
       << making.settings;
  // Where there is none, the text is that of ledgers from before there was any.
  if (options.group_by != GroupBy::kNone) text << "\ngroup_by " << to_string(options.group_by);
  return sha256_of_bytes(text.str());
}

void add_file(const fs::path& input, const fs::path& output, OutputCheck& check) {
  const FileKind kind = kind_of_file(input);
  if (!kind.left_out.empty()) {
    throw Error(input, "is not an image file (" + image_format_names() + ")");
  }
  check.begin_input(input.parent_path(), output);
  check.add(input.filename(), kind.fault);
}

void add_input(const fs::path& input, const AnonymizeOptions& options, OutputCheck& check,
               AnonymizePlan& plan) {
  std::error_code problem;
  if (!fs::exists(input, problem)) throw Error(input, "no such file or folder");
  if (!is_folder(input)) return add_file(input, options.output, check);
  const bool alone = options.inputs.size() == 1;
  check.begin_input(input,
                    alone ? options.output : options.output / real_place_of(input).filename());
  const WalkCounts counts =
      walk_files(input, [&](const WalkedFile& file) { check.add(file.path, file.fault); });
  if (counts.photographs + counts.faults == 0) {
    throw Error(input, "holds no image (" + image_format_names() + ")");
  }
  for (const auto& [kind, count] : counts.left_out) plan.left_out[kind] += count;
}

}  // namespace

AnonymizePlan plan_anonymize(const AnonymizeOptions& options, const Making& making) {
  check(options);
  check_outputs(options);
  AnonymizePlan plan;
  plan.photos = std::make_shared<PlannedPhotos>();
  plan.divided = !options.shard.is_whole();
  plan.settings = hash_of_settings(options, making);
  plan.weights = making.weights;
  const Shard& shard = options.shard;
  if (has_ledger(options.output, shard)) {
    plan.ledger = std::make_unique<Ledger>(options.output, shard);
  }
  if (!shard.is_whole() && has_ledger(options.output)) {
    plan.joined = std::make_unique<LedgerReader>(options.output);
  }
  const fs::path real_output = real_place_of(options.output);
  OutputCheck output_check(options, plan);
  for (const fs::path& input : options.inputs) {
    refuse_nesting(input, options.output, real_output);
    add_input(input, options, output_check, plan);
  }
  output_check.expect_all_may_be_written();
  output_check.look_for_absent();
  expect_space(options, plan);
  if (options.labels && options.mode != Mode::kNeutral) {
    label_photos({*options.labels, {}}, options.inputs.size() == 1, plan);
  }
  return plan;
}

std::optional<LedgerEntry> AnonymizePlan::known(const std::string& place) const {
  std::optional<LedgerEntry> entry;
  if (ledger) entry = ledger->find(place);
  if (!entry && joined) entry = joined->find(place);
  return entry;
}

std::vector<FileToLabel> readable_files(bool one_input, const AnonymizePlan& plan,
                                        std::vector<std::int64_t>* numbers) {
  constexpr std::size_t kAtOnce = 1000;
  std::vector<FileToLabel> files;
  std::int64_t last = 0;
  for (;;) {
    const std::vector<PlannedPhoto> photos = plan.photos->after(last, kAtOnce, false);
    if (photos.empty()) return files;
    last = photos.back().number;
    for (const PlannedPhoto& photo : photos) {
      if (!photo.fault.empty()) continue;
      files.push_back({photo.input, one_input ? photo.name : ""});
      if (numbers) numbers->push_back(photo.number);
    }
  }
}

LabelMatch label_photos(const LabelTable& labels, bool one_input, AnonymizePlan& plan) {
  std::vector<std::int64_t> numbers;
  const std::vector<FileToLabel> files = readable_files(one_input, plan, &numbers);
  LabelMatch match = match_labels(labels, files);
  for (std::size_t i = 0; i < files.size(); ++i) {
    if (!match.row_of[i]) continue;
    const ManifestRow& row = labels.manifest.rows[*match.row_of[i]];
    plan.photos->set_label(numbers[i], row.gender, row.subject);
    plan.people_named = plan.people_named || !row.subject.empty();
    plan.labelled = plan.labelled || row.gender || !row.subject.empty();
  }
  if (plan.labelled || plan.divided) return match;
  std::string why;
  for (const std::string& line : match.messages()) why += "; " + line;
  throw Error(labels.manifest.folder.empty() ? "." : labels.manifest.folder,
              "the labels name none of the photographs" + why);
}

}  // namespace antifaz
