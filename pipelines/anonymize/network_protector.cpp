#include "pipelines/anonymize/network_protector.hpp"

#include <torch/types.h>
#include <torch/utils.h>

#include <optional>

#include "models/device.hpp"
#include "models/judges/gender_net.hpp"
#include "models/semi_adversarial/generator.hpp"
#include "models/semi_adversarial/loop_card.hpp"
#include "models/semi_adversarial/prototypes.hpp"
#include "models/semi_adversarial/san2018_fast.hpp"
#include "pipelines/anonymize/refine.hpp"
#include "src/core/sha256.hpp"
#include "src/tensors/image_tensor.hpp"

namespace antifaz {
namespace {

namespace fs = std::filesystem;

torch::Tensor chips_of(const std::vector<FaceToChange>& faces) {
  std::vector<cv::Mat> chips;
  for (const FaceToChange& face : faces) chips.push_back(face.chip);
  return to_batch(chips);
}

torch::Tensor targets_of(const std::vector<FaceToChange>& faces) {
  std::vector<int64_t> targets;
  for (const FaceToChange& face : faces) targets.push_back(static_cast<int64_t>(face.target));
  return torch::tensor(targets, torch::kInt64);
}

class GeneratorProtector : public Protector {
 public:
  GeneratorProtector(Generator generator, std::vector<std::shared_ptr<GenderJudge>> against,
                     int steps, c10::Device device)
      : generator_(std::move(generator)), device_(device) {
    generator_->to(device_);
    if (against.empty()) return;
    RefineOptions options;
    options.steps = steps;
    refiner_.emplace(std::move(against), generator_->prototypes(), options, device_);
  }

  std::vector<cv::Mat> changes(const std::vector<FaceToChange>& faces) override {
    if (faces.empty()) return {};
    const torch::NoGradGuard no_grad;
    const torch::Tensor chips = chips_of(faces).to(device_);
    const torch::Tensor targets = targets_of(faces).to(device_);
    torch::Tensor change = generator_->forward(chips, targets);
    if (refiner_) change = refiner_->refined(chips, change, targets);
    return to_float_images((chips + change).clamp(0, 1) - chips);
  }

 private:
  Generator generator_;
  std::optional<Refiner> refiner_;
  c10::Device device_;
};

/// Runs on the CPU, where its fast form is written for.
class San2018Protector : public Protector {
 public:
  San2018Protector(const TensorFile& contents, const ProtectorChoice& choice)
      : net_(load_san2018(contents, choice.generator), torch::kFloat),
        frame_(san2018_frame(contents, choice.generator)),
        prototypes_(to_frame(load_prototypes(choice.prototypes), frame_)),
        classifier_(load_gender_judge(choice.classifier)) {}

  std::vector<cv::Mat> changes(const std::vector<FaceToChange>& faces) override {
    if (faces.empty()) return {};
    const torch::NoGradGuard no_grad;
    const torch::Tensor chips = chips_of(faces);
    const torch::Tensor grey = to_frame(luma_of(chips), frame_);
    const torch::Tensor own = prototypes_.index_select(0, own_genders(faces, chips));
    const torch::Tensor wanted = prototypes_.index_select(0, targets_of(faces));
    const torch::Tensor change = from_frame(net_.forward(grey, own, {wanted})[0] - grey, frame_);
    return to_float_images((chips + change).clamp(0, 1) - chips);
  }

 private:
  torch::Tensor own_genders(const std::vector<FaceToChange>& faces, const torch::Tensor& chips) {
    torch::Tensor genders = (classifier_->forward(chips) > 0).to(torch::kInt64);
    for (std::size_t i = 0; i < faces.size(); ++i) {
      if (faces[i].label) {
        genders[static_cast<int64_t>(i)] = static_cast<int64_t>(*faces[i].label);
      }
    }
    return genders;
  }

  San2018Fast net_;
  San2018Frame frame_;
  torch::Tensor prototypes_;
  std::shared_ptr<GenderJudge> classifier_;
};

std::vector<std::shared_ptr<GenderJudge>> refined_against(const ProtectorChoice& choice,
                                                          const Card& card, Observer& observer) {
  if (choice.refinement.steps == 0) return {};
  std::vector<fs::path> files = choice.refinement.classifiers;
  if (files.empty()) {
    const LoopCard loop(card);
    for (const fs::path& file : choice.refinement.candidates) {
      if (loop.holds(sha256_of(file))) files.push_back(file);
    }
  }
  if (files.empty()) {
    observer.message("no classifier that " + choice.generator.filename().string() +
                     " was trained against is shipped: its changes are not refined "
                     "(--against names others)");
  }
  return load_gender_judges(files);
}

}  // namespace

std::unique_ptr<Protector> make_protector(const ProtectorChoice& choice, const Device& device,
                                          Observer& observer) {
  const TensorFile contents = read_safetensors(choice.generator);
  const auto architecture = contents.card.find("architecture");
  if (architecture != contents.card.end() && architecture->second == San2018Impl::kArchitecture) {
    if (choice.refinement.steps > 0) {
      observer.message(choice.generator.filename().string() +
                       " is the network of 2018: its changes are not refined");
    }
    return std::make_unique<San2018Protector>(contents, choice);
  }
  return std::make_unique<GeneratorProtector>(load_generator(contents, choice.generator),
                                              refined_against(choice, contents.card, observer),
                                              choice.refinement.steps, torch_device(device));
}

}  // namespace antifaz
