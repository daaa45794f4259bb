#include "pipelines/training/training_data.hpp"

#include <torch/types.h>

#include <algorithm>
#include <sstream>

#include "src/core/error.hpp"
#include "src/core/files.hpp"
#include "src/core/number_text.hpp"
#include "src/labels/find_files.hpp"

namespace antifaz {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kSplitSeed = 7;
constexpr char kLicenseFile[] = "license.txt";
constexpr char kUnknownLicense[] = "as the data it was made from, see there";

int64_t count(const FaceDataset& faces, Gender gender) {
  return (faces.labels == static_cast<int64_t>(gender)).sum().item<int64_t>();
}

std::string license_in(const fs::path& folder) {
  if (!fs::exists(folder / kLicenseFile)) return kUnknownLicense;
  std::istringstream text(read_file(folder / kLicenseFile));
  std::string line;
  std::getline(text, line);
  line.erase(std::find(line.begin(), line.end(), '\r'), line.end());
  return line.empty() ? kUnknownLicense : line;
}

}  // namespace

TrainingData load_training_data(const TrainingJob& job, Observer& observer) {
  std::vector<Manifest> all, training, validation;
  std::string description;
  for (const fs::path& folder : job.data) {
    all.push_back(read_manifest(folder));
    for (const std::string& line : find_files(all.back()).messages()) observer.message(line);
    const Manifest& manifest = all.back();
    std::vector<Manifest> parts =
        split_by_subject(manifest, {1 - job.validation, job.validation}, kSplitSeed);
    training.push_back(std::move(parts[0]));
    validation.push_back(std::move(parts[1]));
    description += (description.empty() ? "" : ", ") + manifest.folder.filename().string() + " (" +
                   std::to_string(manifest.rows.size()) + " images)";
  }
  TrainingData data{{load_faces(training), load_faces(validation)}, "", license_of(all)};
  const std::size_t learned = data.faces.training.size(), held = data.faces.validation.size();
  if (held == 0 || learned == 0) {
    throw Error("the data has too few people to keep " + percent(job.validation) +
                " of them for validation");
  }
  data.description = description + "; trained on " + std::to_string(learned) + ", validated on " +
                     std::to_string(held) + " images of other people";
  return data;
}

TrainingOrigin origin_of(const TrainingJob& job, const TrainingData& data) {
  return {job.command_line, job.trainer.seed, data.description, data.license};
}

RunSettings shared_settings(const std::string& command, const TrainingJob& job) {
  std::vector<fs::path> manifests;
  for (const fs::path& folder : job.data) {
    manifests.push_back(fs::is_directory(folder) ? folder / "manifest.csv" : folder);
  }
  return {{"the command", command},
          {"SHA-256 of the manifests of --data", setting(manifests)},
          {"--validation", setting(job.validation)},
          {"--bfloat16", setting(job.bfloat16)}};
}

RunSettings taught_settings(const std::string& command, const TrainingJob& job,
                            const std::optional<fs::path>& from, const std::string& description) {
  RunSettings settings = shared_settings(command, job);
  settings.emplace_back("SHA-256 of --from",
                        setting(from ? std::vector{*from} : std::vector<fs::path>{}));
  settings.emplace_back("the faces and backgrounds", description);
  return settings;
}

std::string license_of(const std::vector<Manifest>& manifests) {
  std::vector<std::string> lines;
  std::string text;
  for (const Manifest& manifest : manifests) {
    const std::string line = license_in(manifest.folder);
    if (std::find(lines.begin(), lines.end(), line) != lines.end()) continue;
    lines.push_back(line);
    text += (text.empty() ? "" : "; ") + line;
  }
  return text;
}

FaceDataset labelled_faces(const FaceDataset& faces, const std::string& part) {
  FaceDataset labelled = faces.labelled();
  if (labelled.size() > 0) return labelled;
  throw Error("no face of the " + part +
              " part is labelled female or male; give --data with more labels");
}

void expect_both_labels(const FaceDataset& faces, const std::string& part) {
  const int64_t women = count(faces, Gender::kFemale), men = count(faces, Gender::kMale);
  if (women > 0 && men > 0) return;
  throw Error("the " + part + " part needs faces labelled female and male; it has " +
              std::to_string(women) + " and " + std::to_string(men));
}

}  // namespace antifaz
