#include "pipelines/evaluate/judges.hpp"

#include <memory>
#include <string>
#include <utility>

#include "models/judges/network_judges.hpp"
#include "models/judges/script_card.hpp"
#include "models/semi_adversarial/loop_card.hpp"
#include "src/core/sha256.hpp"
#include "src/face/dnn_description.hpp"

namespace antifaz {
namespace {

namespace fs = std::filesystem;

std::unique_ptr<GenderClassifier> load_classifier(const fs::path& file, const Device& device) {
  if (file.extension() == ".dat") return make_dlib_gender_classifier(file.string());
  if (file.extension() == ".json" && !is_script(file))
    return make_dnn_gender_classifier(file.string());
  return make_network_gender_classifier(file, device, judge_name(file));
}

std::unique_ptr<FaceMatcher> load_matcher(const fs::path& file, const Device& device) {
  if (file.extension() == ".dat") return make_dlib_face_matcher(file.string());
  if (file.extension() == ".json" && !is_script(file)) return make_dnn_face_matcher(file.string());
  return make_network_face_matcher(file, device, judge_name(file));
}

std::vector<JudgeFile> files_of(const std::string& role, const std::string& name,
                                const fs::path& file, const std::string& sha256) {
  std::vector<JudgeFile> files{{role, name, file.string(), sha256}};
  if (file.extension() != ".json") return files;
  const DnnDescription description = read_dnn_description(file);  // its model decides
  for (const fs::path& part : {description.model, description.weights}) {
    if (!part.empty()) files.push_back({role, name, part.string(), sha256_of(part)});
  }
  return files;
}

}  // namespace

Judges load_judges(const EvaluateJob& job) {
  const LoopCard loop(job.generator);
  Judges judges;
  judges.files.push_back(
      {"generator", judge_name(job.generator), job.generator.string(), sha256_of(job.generator)});
  const auto add = [&](auto box, const std::string& role, const fs::path& file, auto& group,
                       JudgeNames& names) {
    names.add(box->name(), file);
    const std::string sha256 = sha256_of(file);
    for (JudgeFile& part : files_of(role, box->name(), file, sha256)) {
      judges.files.push_back(std::move(part));
    }
    group.push_back({std::move(box), loop.holds(sha256)});
  };
  for (const fs::path& file : job.classifiers) {
    add(load_classifier(file, job.device), "classifier", file, judges.classifiers,
        judges.classifier_names);
  }
  for (const fs::path& file : job.matchers) {
    add(load_matcher(file, job.device), "matcher", file, judges.matchers, judges.matcher_names);
  }
  return judges;
}

}  // namespace antifaz
