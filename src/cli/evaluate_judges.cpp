#include "src/cli/evaluate_judges.hpp"

#include "models/judges/network_judges.hpp"
#include "models/semi_adversarial/loop_card.hpp"
#include "src/cli/resources.hpp"
#include "src/core/sha256.hpp"
#include "src/face/dnn_description.hpp"

namespace antifaz {
namespace {

namespace fs = std::filesystem;

std::vector<fs::path> judge_files(const Invocation& in, const std::string& option,
                                  const std::string& shipped) {
  std::vector<fs::path> files = shipped_weights_like(shipped);
  for (const std::string& file : in.list(option)) files.emplace_back(file);
  return files;
}

std::unique_ptr<GenderClassifier> load_classifier(const fs::path& file, const Device& device) {
  if (file.extension() == ".dat") return make_dlib_gender_classifier(file.string());
  if (file.extension() == ".json") return make_dnn_gender_classifier(file.string());
  return make_network_gender_classifier(file, device, file.stem().string());
}

std::unique_ptr<FaceMatcher> load_matcher(const fs::path& file, const Device& device) {
  if (file.extension() == ".dat") return make_dlib_face_matcher(file.string());
  if (file.extension() == ".json") return make_dnn_face_matcher(file.string());
  return make_network_face_matcher(file, device, file.stem().string());
}

template <typename Box>
void add(std::unique_ptr<Box> box, const std::string& role, const fs::path& file,
         const LoopCard& loop, std::vector<Judge<Box>>& judges, std::vector<JudgeFile>& files) {
  const std::string sha256 = sha256_of(file);
  files.push_back({role, box->name(), file.string(), sha256});
  if (file.extension() == ".json") {  // it only describes: its model decides
    const DnnDescription description = read_dnn_description(file);
    for (const fs::path& part : {description.model, description.weights}) {
      if (part.empty()) continue;
      files.push_back({role, box->name(), part.string(), sha256_of(part)});
    }
  }
  judges.push_back({std::move(box), loop.holds(sha256)});
}

}  // namespace

void add_judge_options(Options& options) {
  options += {
      texts("classifier", "FILE...",
            "gender classifiers besides the shipped ones (.safetensors, dlib's .dat, or a "
            ".json that describes an ONNX or Caffe model: docs/black-boxes.md)"),
      texts("matcher", "FILE...",
            "face matchers besides the shipped ones (the same kinds of files)"),
      text("generator", "FILE",
           "whose card tells which judges it was trained against (default: shipped)"),
  };
}

Judges load_judges(const Invocation& in) {
  Judges judges;
  const fs::path generator = given_or_shipped(in, "generator", "generator.safetensors");
  const LoopCard loop(generator);
  judges.files.push_back(
      {"generator", generator.stem().string(), generator.string(), sha256_of(generator)});
  for (const fs::path& file : judge_files(in, "classifier", "gender-")) {
    add(load_classifier(file, in.device), "classifier", file, loop, judges.classifiers,
        judges.files);
  }
  for (const fs::path& file : judge_files(in, "matcher", "matcher")) {
    add(load_matcher(file, in.device), "matcher", file, loop, judges.matchers, judges.files);
  }
  return judges;
}

}  // namespace antifaz
