#include "pipelines/anonymize/anonymize_job.hpp"

#include <memory>

#include "models/judges/network_judges.hpp"
#include "pipelines/anonymize/anonymize.hpp"

namespace antifaz {

AnonymizeReport anonymize(const AnonymizeJob& job, Observer& observer) {
  const AnonymizeOptions& options = job.options;
  AnonymizePlan plan = plan_anonymize(options);
  std::unique_ptr<GenderClassifier> classifier;
  if (options.mode != Mode::kNeutral) {
    if (!job.labels.empty()) {
      const LabelMatch match =
          label_photos(read_labels(job.labels), options.inputs.size() == 1, plan);
      for (const std::string& line : match.messages()) observer.message(line);
    }
    const std::filesystem::path& file = job.protector.classifier;
    classifier = make_network_gender_classifier(file, job.device, file.stem().string());
  }
  const auto detector = make_detector(job.detector);
  const auto protector = make_protector(job.protector, job.device, observer);
  return anonymize(plan, options, {*detector, *protector, classifier.get()}, observer);
}

}  // namespace antifaz
