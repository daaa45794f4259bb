#include "pipelines/anonymize/anonymize_plan.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <system_error>
#include <utility>

#include "pipelines/ledger/ledger.hpp"
#include "src/core/error.hpp"
#include "src/core/files.hpp"
#include "src/data/file_kind.hpp"
#include "src/data/file_walk.hpp"
#include "src/images/image_format.hpp"

namespace antifaz {
namespace {

namespace fs = std::filesystem;

// Where a path really leads, links resolved as far as it exists; no trailing slash.
fs::path real(const fs::path& path) {
  std::error_code problem;  // links in a circle, for example: then as it is spelt
  fs::path canonical = fs::weakly_canonical(fs::absolute(path), problem);
  if (problem) canonical = fs::absolute(path).lexically_normal();
  return canonical.has_filename() ? canonical : canonical.parent_path();
}

// Where a file stands that may itself be a link: its folder's real place and its own name. Files
// lie together, so that a folder is asked for once.
class Places {
 public:
  const fs::path& folder_of(const fs::path& file) {
    const auto [place, fresh] = folders_.try_emplace(file.parent_path());
    if (fresh) place->second = real(file.has_parent_path() ? file.parent_path() : fs::path("."));
    return place->second;
  }
  fs::path of(const fs::path& file) { return folder_of(file) / file.filename(); }

 private:
  std::map<fs::path, fs::path> folders_;
};

bool is_folder(const fs::path& path) {
  std::error_code problem;
  return fs::is_directory(path, problem);
}

// True where `path` is `folder` or lies below it. Both come from `real`.
bool is_within(const fs::path& path, const fs::path& folder) {
  return std::mismatch(folder.begin(), folder.end(), path.begin(), path.end()).first ==
         folder.end();
}

void check(const AnonymizeOptions& options) {
  if (options.inputs.empty()) throw Error("no photographs given");
  if (options.output.empty()) throw Error("no output folder given");
  if (!(options.strength > 0 && options.strength <= 1)) {
    throw Error(
        "the strength must lie between 0 and 1, and not be 0, which leaves faces as they are");
  }
  if (options.batch == 0) throw Error("the batch must be at least 1");
}

void check_outputs(const AnonymizeOptions& options) {
  std::error_code problem;
  if (fs::exists(options.output, problem) && !is_folder(options.output)) {
    throw Error(options.output, "is not a folder; the output must be one");
  }
  expect_writable_folder(options.output);
  const fs::path& report = options.report;
  if (report.empty()) return;
  // The output folder need not be there: it will be, before the report.
  Places places;
  if (places.folder_of(report) != real(options.output)) expect_writable(report);
  if (is_folder(report)) throw Error(report, "is a folder; name a file for the report");
  if (!options.overwrite && fs::exists(fs::symlink_status(report, problem))) {
    throw Error(report, "exists already; name another file for the report or allow overwriting");
  }
}

void refuse_nesting(const fs::path& input, const fs::path& output, const fs::path& real_output) {
  const fs::path real_input = real(input);
  if (is_folder(input) && is_within(real_output, real_input)) {
    throw Error(output, "the output lies inside the input '" + input.string() +
                            "'; give a folder outside it");
  }
  if (is_within(real_input, real_output)) {
    throw Error(output,
                "the output contains the input '" + input.string() + "'; give another folder");
  }
}

void add_input(const fs::path& input, const fs::path& output, bool alone, AnonymizePlan& plan) {
  std::error_code problem;
  if (!fs::exists(input, problem)) throw Error(input, "no such file or folder");
  if (!is_folder(input)) {
    const FileKind kind = kind_of_file(input);
    if (!kind.left_out.empty()) {
      throw Error(input, "is not an image file (" + image_format_names() + ")");
    }
    const std::string name = input.filename().string();
    plan.photos.push_back({input, output / name, name, kind.fault, {}, ""});
    return;
  }
  const fs::path below = alone ? output : output / real(input).filename();
  const std::size_t before = plan.photos.size();
  const WalkCounts counts = walk_files(input, [&](const WalkedFile& file) {
    plan.photos.push_back(
        {input / file.path, below / file.path, file.path.generic_string(), file.fault, {}, ""});
  });
  if (plan.photos.size() == before) {
    throw Error(input, "holds no image (" + image_format_names() + ")");
  }
  for (const auto& [kind, count] : counts.left_out) plan.left_out[kind] += count;
}

// Where what is written would really stand, and what must not stand there.
class OutputCheck {
  using Writers = std::map<fs::path, const PlannedPhoto*>;

 public:
  explicit OutputCheck(const AnonymizeOptions& options) : options_(options) {
    if (has_ledger(options.output)) ledger_.emplace(options.output);
    for (const fs::path& input : options.inputs) {
      if (is_folder(input)) input_folders_.emplace(real(input), input);
    }
  }

  void check(const AnonymizePlan& plan) {
    const fs::path report = options_.report.empty() ? fs::path() : places_.of(options_.report);
    for (const PlannedPhoto& photo : plan.photos) {
      if (!report.empty() && places_.of(photo.input) == report) {
        throw Error(options_.report,
                    "is a photograph to protect; name another file for the report");
      }
      if (photo.fault.empty()) check_place_of(photo);
    }
    for (const PlannedPhoto& photo : plan.photos) {
      if (!photo.fault.empty()) refuse_two_at(photo, writers_.find(places_.of(photo.output)));
    }
    if (const auto photo = writers_.find(report); photo != writers_.end()) {
      throw Error(options_.report, "would replace the protected '" + photo->second->input.string() +
                                       "'; name another file for the report");
    }
    if (existing_ == 0 || options_.overwrite) return;
    const std::string others =
        existing_ == 1 ? "" : " (and " + std::to_string(existing_ - 1) + " more)";
    throw Error(first_existing_->output,
                "exists already" + others + "; give another output folder or allow overwriting");
  }

 private:
  void check_place_of(const PlannedPhoto& photo) {
    const fs::path& folder = places_.folder_of(photo.output);
    if (const fs::path* input = input_around(folder)) {
      throw Error(photo.output, "leads into the input '" + input->string() + "' over a link");
    }
    const fs::path place = folder / photo.output.filename();
    refuse_two_at(photo, writers_.find(place));
    writers_.emplace(place, &photo);
    std::error_code problem;
    if (!fs::exists(fs::symlink_status(photo.output, problem))) return;
    if (is_folder(photo.output)) throw Error(photo.output, "is a folder");
    if (is_ours(photo)) return;
    if (existing_++ == 0) first_existing_ = &photo;
  }

  void refuse_two_at(const PlannedPhoto& photo, Writers::const_iterator other) const {
    if (other == writers_.end()) return;
    throw Error(photo.output, "both '" + other->second->input.string() + "' and '" +
                                  photo.input.string() +
                                  "' would be written here; protect them in two runs");
  }

  // An earlier run wrote it for the same photograph.
  bool is_ours(const PlannedPhoto& photo) {
    if (!ledger_) return false;
    const auto entry = ledger_->find(place_below(options_.output, photo.output));
    return entry && entry->may_stand() && entry->is_of(photo.input);
  }

  // The input folder in which a link inside the output folder leads back, or null.
  const fs::path* input_around(fs::path folder) const {
    for (;; folder = folder.parent_path()) {
      const auto found = input_folders_.find(folder);
      if (found != input_folders_.end()) return &found->second;
      if (folder == folder.parent_path()) return nullptr;
    }
  }

  const AnonymizeOptions& options_;
  Places places_;
  std::map<fs::path, fs::path> input_folders_;  // as spelt, by where they really are
  Writers writers_;
  std::optional<Ledger> ledger_;  // of an earlier run; while it lives nobody else writes here
  std::size_t existing_ = 0;
  const PlannedPhoto* first_existing_ = nullptr;
};

}  // namespace

AnonymizePlan plan_anonymize(const AnonymizeOptions& options) {
  check(options);
  check_outputs(options);
  AnonymizePlan plan;
  const fs::path real_output = real(options.output);
  const bool one_input = options.inputs.size() == 1;
  for (const fs::path& input : options.inputs) {
    refuse_nesting(input, options.output, real_output);
    add_input(input, options.output, one_input, plan);
  }
  OutputCheck(options).check(plan);
  if (options.labels && options.mode != Mode::kNeutral) {
    label_photos({*options.labels, {}}, one_input, plan);
  }
  return plan;
}

LabelMatch label_photos(const LabelTable& labels, bool one_input, AnonymizePlan& plan) {
  std::vector<FileToLabel> files;
  std::vector<PlannedPhoto*> photos;
  for (PlannedPhoto& photo : plan.photos) {
    if (!photo.fault.empty()) continue;
    files.push_back({photo.input, one_input ? photo.name : ""});
    photos.push_back(&photo);
  }
  LabelMatch match = match_labels(labels, files);
  bool any = false;
  for (std::size_t i = 0; i < photos.size(); ++i) {
    if (!match.row_of[i]) continue;
    const ManifestRow& row = labels.manifest.rows[*match.row_of[i]];
    photos[i]->label = row.gender;
    photos[i]->person = row.subject;
    any = any || row.gender || !row.subject.empty();
  }
  if (any) return match;
  std::string why;
  for (const std::string& line : match.messages()) why += "; " + line;
  throw Error(labels.manifest.folder, "the labels name none of the photographs" + why);
}

}  // namespace antifaz
