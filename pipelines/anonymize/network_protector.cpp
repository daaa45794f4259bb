#include "pipelines/anonymize/network_protector.hpp"

#include <torch/types.h>
#include <torch/utils.h>

#include <optional>

#include "models/device.hpp"
#include "models/judges/gender_net.hpp"
#include "models/semi_adversarial/generator.hpp"
#include "models/semi_adversarial/prototypes.hpp"
#include "models/semi_adversarial/san2018_fast.hpp"
#include "src/tensors/image_tensor.hpp"

namespace antifaz {
namespace {

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
  GeneratorProtector(Generator generator, const Refinement& refinement, c10::Device device)
      : generator_(std::move(generator)), device_(device) {
    generator_->to(device_);
    if (refinement.classifiers.empty() || refinement.options.steps == 0) return;
    std::vector<GenderNet> nets;
    for (const auto& file : refinement.classifiers) nets.push_back(load_gender_net(file));
    refiner_.emplace(std::move(nets), generator_->prototypes(), refinement.options, device_);
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
  San2018Protector(const std::filesystem::path& file, const San2018Helpers& helpers)
      : net_(load_san2018(file), torch::kFloat),
        frame_(san2018_frame(file)),
        prototypes_(to_frame(load_prototypes(helpers.prototypes), frame_)),
        classifier_(load_gender_net(helpers.classifier)) {}

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
  GenderNet classifier_;
};

}  // namespace

std::unique_ptr<Protector> make_protector(const std::filesystem::path& file,
                                          const San2018Helpers& helpers,
                                          const Refinement& refinement, const Device& device) {
  const Card card = read_safetensors(file).card;
  const auto architecture = card.find("architecture");
  if (architecture != card.end() && architecture->second == San2018Impl::kArchitecture) {
    return std::make_unique<San2018Protector>(file, helpers);
  }
  return std::make_unique<GeneratorProtector>(load_generator(file), refinement,
                                              torch_device(device));
}

}  // namespace antifaz
