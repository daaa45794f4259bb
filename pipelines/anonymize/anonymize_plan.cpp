#include "pipelines/anonymize/anonymize_plan.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "src/core/error.hpp"
#include "src/data/image_io.hpp"

namespace antifaz {
namespace {

namespace fs = std::filesystem;

// Where a path really leads, links resolved as far as it exists; no trailing slash.
fs::path real(const fs::path& path) {
  fs::path canonical = fs::weakly_canonical(fs::absolute(path));
  return canonical.has_filename() ? canonical : canonical.parent_path();
}

// True where `path` is `folder` or lies below it. Both come from `real`.
bool is_within(const fs::path& path, const fs::path& folder) {
  return std::mismatch(folder.begin(), folder.end(), path.begin(), path.end()).first ==
         folder.end();
}

void refuse_nesting(const fs::path& input, const fs::path& output) {
  if (fs::is_directory(input) && is_within(real(output), real(input))) {
    throw Error(output, "the output lies inside the input '" + input.string() +
                            "'; give a folder outside it");
  }
  if (is_within(real(input), real(output))) {
    throw Error(output,
                "the output contains the input '" + input.string() + "'; give another folder");
  }
}

std::size_t count_not_images(const fs::path& folder) {
  std::size_t count = 0;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder)) {
    if (!entry.is_directory() && !is_image_file(entry.path())) ++count;
  }
  return count;
}

void add_input(const fs::path& input, const fs::path& output, bool alone, AnonymizePlan& plan) {
  if (!fs::exists(input)) throw Error(input, "no such file or folder");
  if (!fs::is_directory(input)) {
    if (!is_image_file(input)) {
      throw Error(input, "is not an image file (jpg jpeg png bmp tif tiff webp)");
    }
    plan.photos.push_back({input, output / input.filename(), input.filename().string(), {}, {}});
    return;
  }
  const fs::path below = alone ? output : output / real(input).filename();
  for (const ManifestRow& row : list_folder(input).rows) {
    plan.photos.push_back({input / row.path, below / row.path, row.path.generic_string(), {}, {}});
  }
  plan.not_images += count_not_images(input);
}

// Also a link inside the output folder must not lead back into an input.
void refuse_bad_outputs(const AnonymizeOptions& options, const AnonymizePlan& plan) {
  std::map<fs::path, const PlannedPhoto*> writers;
  std::size_t existing = 0;
  const PlannedPhoto* first_existing = nullptr;
  for (const PlannedPhoto& photo : plan.photos) {
    const fs::path folder = real(photo.output.parent_path());
    for (const fs::path& input : options.inputs) {
      if (fs::is_directory(input) && is_within(folder, real(input))) {
        throw Error(photo.output, "leads into the input '" + input.string() + "' over a link");
      }
    }
    const auto [other, fresh] = writers.emplace(folder / photo.output.filename(), &photo);
    if (!fresh) {
      throw Error(photo.output, "both '" + other->second->input.string() + "' and '" +
                                    photo.input.string() +
                                    "' would be written here; protect them in two runs");
    }
    if (!fs::exists(fs::symlink_status(photo.output))) continue;
    if (fs::is_directory(photo.output)) throw Error(photo.output, "is a folder");
    if (existing++ == 0) first_existing = &photo;
  }
  if (existing == 0 || options.overwrite) return;
  const std::string others =
      existing == 1 ? "" : " (and " + std::to_string(existing - 1) + " more)";
  throw Error(first_existing->output,
              "exists already" + others + "; give another output folder or allow overwriting");
}

// A row means the file it leads to; with one input a row may also be relative to that input, so
// that labels need not lie in the photographs' folder.
void add_labels(const Manifest& labels, bool one_input, AnonymizePlan& plan) {
  std::map<fs::path, const ManifestRow*> by_file, by_name;
  for (const ManifestRow& row : labels.rows) {
    by_file[real(labels.file(row))] = &row;
    if (one_input) by_name[row.path.lexically_normal()] = &row;
  }
  bool any = false;
  for (PlannedPhoto& photo : plan.photos) {
    const ManifestRow* row = nullptr;
    if (const auto found = by_file.find(real(photo.input)); found != by_file.end()) {
      row = found->second;
    } else if (const auto named = by_name.find(photo.name); named != by_name.end()) {
      row = named->second;
    }
    if (!row) continue;
    photo.label = row->gender;
    photo.person = row->subject;
    any = any || photo.label || !photo.person.empty();
  }
  if (!any) throw Error(labels.folder, "the labels name none of the photographs");
}

}  // namespace

AnonymizePlan plan_anonymize(const AnonymizeOptions& options) {
  if (options.inputs.empty()) throw Error("no photographs given");
  if (options.output.empty()) throw Error("no output folder given");
  if (fs::exists(options.output) && !fs::is_directory(options.output)) {
    throw Error(options.output, "is not a folder; the output must be one");
  }
  AnonymizePlan plan;
  const bool one_input = options.inputs.size() == 1;
  for (const fs::path& input : options.inputs) {
    refuse_nesting(input, options.output);
    add_input(input, options.output, one_input, plan);
  }
  refuse_bad_outputs(options, plan);
  if (options.labels && options.mode != Mode::kNeutral)
    add_labels(*options.labels, one_input, plan);
  return plan;
}

}  // namespace antifaz
