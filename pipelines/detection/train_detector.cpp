#include "pipelines/detection/train_detector.hpp"

#include <torch/types.h>
#include <torch/utils.h>

#include <algorithm>
#include <set>

#include "models/device.hpp"
#include "pipelines/detection/compose_sources.hpp"
#include "pipelines/detection/detector_objective.hpp"
#include "pipelines/detection/taught_faces.hpp"
#include "pipelines/training/run_folder.hpp"
#include "pipelines/training/training_card.hpp"
#include "pipelines/training/training_data.hpp"
#include "src/core/error.hpp"
#include "src/core/files.hpp"
#include "src/core/number_text.hpp"

namespace antifaz {
namespace {

namespace fs = std::filesystem;

/// Crops and backgrounds to learn from and, of other people and names, to validate on.
struct DetectorData {
  ComposeSources training, validation;
  std::string description, license;
};

fs::path labels_file(const TrainDetectorJob& job, const Manifest& manifest) {
  return job.labels / (fs::canonical(manifest.folder).filename().string() + ".csv");
}

void add_crops(const Manifest& manifest, const std::vector<TaughtFace>& taught, double validation,
               DetectorData& data) {
  const std::set<std::string> held_out = held_out_files(manifest, validation);
  std::vector<TaughtFace> training, others;
  for (const TaughtFace& one : taught) {
    (held_out.count(one.file.string()) ? others : training).push_back(one);
  }
  const auto append = [](const std::vector<TaughtFace>& from, std::vector<FaceSource>& to) {
    for (FaceSource& source : load_face_sources(from)) to.push_back(std::move(source));
  };
  append(training, data.training.faces);
  append(others, data.validation.faces);
}

DetectorData load_data(const TrainDetectorJob& job, Observer& observer) {
  DetectorData data;
  const auto teacher = make_yunet_detector(job.yunet.string());
  std::vector<Manifest> manifests;
  for (const fs::path& folder : job.training.data) {
    manifests.push_back(read_manifest(folder));
    const Manifest& manifest = manifests.back();
    const auto taught = taught_faces(manifest, *teacher, labels_file(job, manifest), observer);
    add_crops(manifest, taught, job.training.validation, data);
    data.description += (data.description.empty() ? "" : ", ") +
                        fs::canonical(manifest.folder).filename().string() + " (" +
                        std::to_string(taught.size()) + " faces)";
  }
  if (data.training.faces.empty() || data.validation.faces.empty()) {
    throw Error("the data has too few faces that the teacher is sure of, or too few people");
  }
  Backgrounds backgrounds = load_backgrounds(job.backgrounds, job.training.validation);
  data.description += "; " + told(backgrounds);
  data.training.backgrounds = std::move(backgrounds.training);
  data.validation.backgrounds = std::move(backgrounds.validation);
  data.license = license_of(manifests);
  return data;
}

TrainingOrigin origin_of(const TrainDetectorJob& job, const DetectorData& data) {
  TrainingOrigin origin{job.training.command_line, job.training.trainer.seed, data.description,
                        data.license};
  origin.networks["teacher"] = fingerprints({job.yunet});
  if (job.from) origin.networks["from"] = fingerprints({*job.from});
  return origin;
}

Card card_of(const TrainingOrigin& origin, const TrainReport& report) {
  Card card = training_card(origin, report);
  card[kDetectorThreshold] = significant(report.validation.back().second, 4);
  return card;
}

}  // namespace

TrainReport train_detector(const TrainDetectorJob& job, Observer& observer) {
  TrainerOptions trainer = job.training.trainer;
  expect_run_folder(trainer);
  expect_writable_folder(job.labels);
  fs::create_directories(job.labels);
  torch::manual_seed(trainer.seed);
  DetectorObjectiveOptions options;
  options.batch = job.training.batch;
  options.pictures = job.pictures;
  options.validation_pictures = std::min(options.validation_pictures, job.pictures);
  options.empty_pictures = std::min(options.empty_pictures, job.pictures);
  options.device = torch_device(job.training.device);
  DetectorData data = load_data(job, observer);
  trainer.settings = taught_settings("train detector", job.training, job.from, data.description);
  const TrainingOrigin origin = origin_of(job, data);
  DetectorObjective objective(std::move(data.training), std::move(data.validation), options);
  if (job.from) objective.begin_with(*job.from);
  objective.validated = [&](const TrainReport& so_far) {
    save_detector(*objective.mean_net(), card_of(origin, so_far), result_file(trainer.folder));
  };
  return train(objective, trainer, observer);
}

}  // namespace antifaz
