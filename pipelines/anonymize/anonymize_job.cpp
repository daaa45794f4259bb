#include "pipelines/anonymize/anonymize_job.hpp"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "models/judges/network_judges.hpp"
#include "pipelines/anonymize/anonymize.hpp"
#include "pipelines/anonymize/plan/group_photos.hpp"
#include "pipelines/selection/face_boxes.hpp"
#include "src/core/number_text.hpp"
#include "src/core/sha256.hpp"

namespace antifaz {
namespace {

namespace fs = std::filesystem;

// Of the contents of all networks and the boxes, which decide what is written; those that aren't
// there are not needed.
std::string hash_of_files(const AnonymizeJob& job) {
  std::vector<fs::path> files = {job.detector.yunet,       job.detector.landmark_model,
                                 job.protector.generator,  job.protector.prototypes,
                                 job.protector.classifier, job.boxes};
  if (!job.detector.own.empty()) files.push_back(job.detector.own);
  const bool checked = !job.options.unchecked;
  if (checked || job.options.group_by == GroupBy::kMatch) files.push_back(job.check.matcher);
  if (checked) files.push_back(job.check.classifier);
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

// The judges of the self-check, none where it is not wanted.
struct CheckingNetworks {
  explicit CheckingNetworks(const AnonymizeJob& job) {
    if (job.options.unchecked) return;
    const fs::path &faces = job.check.matcher, &genders = job.check.classifier;
    matcher =
        make_network_face_matcher(faces, job.device, faces.stem().string(), MatcherViews::kFace);
    classifier = make_network_gender_classifier(genders, job.device, genders.stem().string());
    judges = {matcher.get(), job.check.match_threshold, classifier.get()};
  }

  std::unique_ptr<FaceMatcher> matcher;
  std::unique_ptr<GenderClassifier> classifier;
  FaceJudges judges;
};

// Known before anything is loaded.
Making making_of(const AnonymizeJob& job) {
  const std::string detector = !job.detector.own.empty()
                                   ? "own, min-face " + significant(job.detector.min_face, 6)
                                   : std::string(job.detector.yunet.empty() ? "hog" : "yunet");
  return {"detector " + detector + "\nrefine " + std::to_string(job.protector.refinement.steps) +
              "\nmatch " + std::to_string(job.check.match_threshold),
          hash_of_files(job)};
}

// What a table says of photographs that aren't there; of a shard these are mostly another's.
void tell(const std::vector<std::string>& lines, Observer& observer) {
  for (const std::string& line : lines) observer.message(line);
}

}  // namespace

AnonymizeReport anonymize(const AnonymizeJob& job, Observer& observer) {
  AnonymizeOptions options = job.options;
  AnonymizePlan plan = plan_anonymize(options, making_of(job));
  FaceBoxes boxes;
  if (!job.boxes.empty()) {
    boxes = FaceBoxes::read(job.boxes);
    const std::vector<FileToLabel> files = readable_files(options.inputs.size() == 1, plan);
    const std::vector<std::string> lines = boxes.match(files);
    if (!plan.divided) tell(lines, observer);
    options.boxes = &boxes;
  }
  std::unique_ptr<GenderClassifier> classifier;
  if (options.mode != Mode::kNeutral) {
    if (!job.labels.empty()) {
      const LabelMatch match =
          label_photos(read_labels(job.labels), options.inputs.size() == 1, plan);
      if (!plan.divided) tell(match.messages(), observer);
    }
    const std::filesystem::path& file = job.protector.classifier;
    classifier = make_network_gender_classifier(file, job.device, file.stem().string());
  }
  expect_one_who_is_who(plan, options);
  const auto detector = make_detector(job.detector);
  const auto protector = make_protector(job.protector, job.device, observer);
  const CheckingNetworks check(job);
  std::optional<LandmarkModel> landmarks;
  if (options.boxes) landmarks.emplace(job.detector.landmark_model);
  std::unique_ptr<FaceMatcher> who;
  if (options.group_by == GroupBy::kMatch) {
    const fs::path& file = job.check.matcher;
    who = make_network_face_matcher(file, job.device, file.stem().string());
  }
  return anonymize(std::move(plan), options,
                   {*detector, *protector, classifier.get(), check.judges,
                    landmarks ? &*landmarks : nullptr, who.get()},
                   observer);
}

}  // namespace antifaz
