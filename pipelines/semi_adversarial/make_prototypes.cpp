#include "pipelines/semi_adversarial/make_prototypes.hpp"

#include <cmath>

#include "models/device.hpp"
#include "models/semi_adversarial/prototypes.hpp"
#include "pipelines/semi_adversarial/average_by_gender.hpp"
#include "pipelines/training/training_data.hpp"
#include "src/core/files.hpp"
#include "src/core/number_text.hpp"

namespace antifaz {

std::string describe(const PrototypeReport& report) {
  std::string text = std::to_string(report.labelled + report.estimated) + " faces, " +
                     std::to_string(report.estimated) + " of them labelled by the classifier";
  if (!std::isnan(report.classifier_error)) {
    text += ", which is wrong on " + percent(report.classifier_error) + " of the " +
            std::to_string(report.labelled) + " faces with a label";
  }
  return text;
}

PrototypeReport make_prototypes(const PrototypesJob& job, Observer&) {
  expect_writable(job.output);
  std::vector<Manifest> manifests;
  for (const auto& folder : job.data) manifests.push_back(read_manifest(folder));
  std::shared_ptr<GenderJudge> classifier;
  if (!job.classifier.empty()) classifier = load_gender_judge(job.classifier);
  const AverageFaces averages =
      average_by_gender(load_faces(manifests), classifier, torch_device(job.device));
  save_prototypes(averages.prototypes,
                  {{"command", job.command_line},
                   {"data", describe(averages)},
                   {"license", license_of(manifests)}},
                  job.output);
  return averages;
}

}  // namespace antifaz
