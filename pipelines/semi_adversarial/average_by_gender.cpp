#include "pipelines/semi_adversarial/average_by_gender.hpp"

#include <torch/types.h>

#include <cmath>

#include "models/semi_adversarial/prototypes.hpp"
#include "pipelines/training/scoring.hpp"
#include "src/core/error.hpp"

namespace antifaz {

AverageFaces average_by_gender(FaceDataset faces, std::shared_ptr<GenderJudge> classifier,
                               at::Device device) {
  AverageFaces report;
  const torch::Tensor known = faces.labels >= 0;
  report.labelled = static_cast<std::size_t>(known.sum().item<int64_t>());
  report.estimated = faces.size() - report.labelled;
  report.classifier_error = std::nan("");
  if (report.estimated > 0 && !classifier) {
    throw Error(std::to_string(report.estimated) +
                " faces have no gender label; give --classifier FILE to estimate them");
  }
  if (classifier) {
    classifier->to(device);
    const torch::Tensor answers =
        (gender_logits(*classifier, faces.chips, device) > 0).to(torch::kInt64);
    if (report.labelled > 0) {
      const torch::Tensor wrong = (answers != faces.labels).logical_and(known);
      report.classifier_error = wrong.sum().item<double>() / static_cast<double>(report.labelled);
    }
    faces.labels = torch::where(known, faces.labels, answers);
  }
  for (const Gender gender : {Gender::kFemale, Gender::kMale}) {
    if (!(faces.labels == static_cast<int64_t>(gender)).any().item<bool>()) {
      throw Error("no face is " + std::string(to_string(gender)) +
                  ": prototypes need faces of both labels");
    }
  }
  report.prototypes = average_faces(faces.chips, faces.labels);
  return report;
}

}  // namespace antifaz
