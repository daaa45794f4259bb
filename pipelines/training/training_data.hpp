#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "pipelines/observer.hpp"
#include "pipelines/training/training_card.hpp"
#include "pipelines/training/training_job.hpp"
#include "src/data/manifest.hpp"
#include "src/tensors/face_dataset.hpp"

namespace antifaz {

/// Faces to learn from, and those of other people to validate on.
struct TrainingFaces {
  FaceDataset training, validation;
};

/// The faces of prepared folders, and what a card and a checkpoint say of them.
struct TrainingData {
  TrainingFaces faces;
  std::string description, license;
};

/// Loads the job's folders and splits them by person. The split depends on the people alone, never
/// on the seed: whatever is trained, the same people validate it. Tells the observer which rows and
/// images of the folders don't belong together. Throws `Error` where a folder is no prepared one,
/// and where a part is left without faces.
TrainingData load_training_data(const TrainingJob& job, Observer& observer);

/// Where weights come from that this job made of this data.
TrainingOrigin origin_of(const TrainingJob& job, const TrainingData& data);

/// What decides a run on this data besides the trainer's own options: the name of the command, the
/// share kept for validation, the precision, and the data's manifests.
RunSettings shared_settings(const std::string& command, const TrainingJob& job);
/// The same of a run that begins with given weights or none, on faces that teachers tell of and on
/// backgrounds, as its card describes them.
RunSettings taught_settings(const std::string& command, const TrainingJob& job,
                            const std::optional<std::filesystem::path>& from,
                            const std::string& description);

/// The first lines of the folders' `license.txt`, each once; where a folder has none, that its
/// data's own licence holds.
std::string license_of(const std::vector<Manifest>& manifests);

/// The labelled faces of a part ("training", "validation"). Throws `Error` naming it where none is.
FaceDataset labelled_faces(const FaceDataset& faces, const std::string& part);
/// Throws `Error` naming the part where one label has no face.
void expect_both_labels(const FaceDataset& faces, const std::string& part);

}  // namespace antifaz
