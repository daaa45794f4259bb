#include "pipelines/landmarks/train_landmark_net.hpp"

#include <torch/types.h>
#include <torch/utils.h>

#include <set>

#include "models/device.hpp"
#include "pipelines/landmarks/landmark_objective.hpp"
#include "pipelines/landmarks/shape_teacher.hpp"
#include "pipelines/training/run_folder.hpp"
#include "pipelines/training/training_card.hpp"
#include "pipelines/training/training_data.hpp"
#include "src/core/error.hpp"
#include "src/core/files.hpp"

namespace antifaz {
namespace {

namespace fs = std::filesystem;

/// Faces and backgrounds to learn from and, of other people and names, to validate on.
struct LandmarkData {
  LandmarkSources training, validation;
  std::string description, license;
};

std::string name_of(const Manifest& manifest) {
  return fs::canonical(manifest.folder).filename().string();
}

void add_faces(const Manifest& manifest, const std::vector<TaughtShape>& taught, double validation,
               LandmarkData& data) {
  const std::set<std::string> held_out = held_out_files(manifest, validation);
  for (const TaughtShape& one : taught) {
    const bool validates = held_out.count(one.face.file.string()) > 0;
    auto& faces = validates ? data.validation.faces : data.training.faces;
    faces.push_back({load_face_sources({one.face}).front(), one.shape});
  }
}

LandmarkData load_data(const TrainLandmarkNetJob& job, Observer& observer) {
  LandmarkData data;
  const auto yunet = make_yunet_detector(job.yunet.string());
  const ShapeTeacher shapes(job.shapes);
  std::vector<Manifest> manifests;
  for (const fs::path& folder : job.training.data) {
    manifests.push_back(read_manifest(folder));
    const Manifest& manifest = manifests.back();
    const std::string name = name_of(manifest);
    const auto faces = taught_faces(manifest, *yunet, job.labels / (name + ".csv"), observer);
    const auto taught =
        taught_shapes(manifest, faces, shapes, job.labels / (name + "-shapes.csv"), observer);
    add_faces(manifest, taught, job.training.validation, data);
    data.description += (data.description.empty() ? "" : ", ") + name + " (" +
                        std::to_string(taught.size()) + " faces)";
  }
  if (data.training.faces.empty() || data.validation.faces.empty()) {
    throw Error("the data has too few faces that both teachers are sure of, or too few people");
  }
  Backgrounds backgrounds = load_backgrounds(job.backgrounds, job.training.validation);
  data.description += "; " + told(backgrounds);
  data.training.backgrounds = std::move(backgrounds.training);
  data.validation.backgrounds = std::move(backgrounds.validation);
  data.license = license_of(manifests);
  return data;
}

TrainingOrigin origin_of(const TrainLandmarkNetJob& job, const LandmarkData& data) {
  TrainingOrigin origin{job.training.command_line, job.training.trainer.seed, data.description,
                        data.license};
  origin.networks["teachers"] = fingerprints({job.yunet, job.shapes});
  if (job.from) origin.networks["from"] = fingerprints({*job.from});
  return origin;
}

}  // namespace

TrainReport train_landmark_net(const TrainLandmarkNetJob& job, Observer& observer) {
  TrainerOptions trainer = job.training.trainer;
  expect_run_folder(trainer);
  expect_writable_folder(job.labels);
  fs::create_directories(job.labels);
  torch::manual_seed(trainer.seed);
  LandmarkObjectiveOptions options;
  options.batch = job.training.batch;
  options.device = torch_device(job.training.device);
  LandmarkData data = load_data(job, observer);
  trainer.settings =
      taught_settings("train landmark-net", job.training, job.from, data.description);
  const TrainingOrigin origin = origin_of(job, data);
  LandmarkObjective objective(std::move(data.training), std::move(data.validation), options);
  if (job.from) objective.begin_with(*job.from);
  objective.validated = [&](const TrainReport& so_far) {
    save_landmark_net(*objective.mean_net(), training_card(origin, so_far),
                      result_file(trainer.folder));
  };
  return train(objective, trainer, observer);
}

}  // namespace antifaz
