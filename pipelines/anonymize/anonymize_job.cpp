#include "pipelines/anonymize/anonymize_job.hpp"

#include <filesystem>
#include <memory>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "models/judges/network_judges.hpp"
#include "pipelines/anonymize/anonymize.hpp"
#include "src/core/sha256.hpp"

namespace antifaz {
namespace {

namespace fs = std::filesystem;

// Of the contents of all files that decide what is written; those that aren't there are not needed.
std::string hash_of_networks(const AnonymizeJob& job) {
  std::vector<fs::path> files = {job.detector.yunet, job.detector.landmark_model,
                                 job.protector.generator, job.protector.prototypes,
                                 job.protector.classifier};
  if (job.protector.refinement.steps > 0) {
    const Refinement& refinement = job.protector.refinement;
    files.insert(files.end(), refinement.classifiers.begin(), refinement.classifiers.end());
    files.insert(files.end(), refinement.candidates.begin(), refinement.candidates.end());
  }
  std::string hashes;
  for (const fs::path& file : files) {
    std::error_code problem;
    hashes += fs::is_regular_file(file, problem) ? sha256_of(file) : "none";
    hashes += "\n";
  }
  return sha256_of_bytes(hashes);
}

// Known before anything is loaded.
Making making_of(const AnonymizeJob& job) {
  const std::string detector = job.detector.yunet.empty() ? "hog" : "yunet";
  return {"detector " + detector + "\nrefine " + std::to_string(job.protector.refinement.steps),
          hash_of_networks(job)};
}

}  // namespace

AnonymizeReport anonymize(const AnonymizeJob& job, Observer& observer) {
  const AnonymizeOptions& options = job.options;
  AnonymizePlan plan = plan_anonymize(options, making_of(job));
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
  return anonymize(std::move(plan), options, {*detector, *protector, classifier.get()}, observer);
}

}  // namespace antifaz
