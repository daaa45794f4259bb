#include "pipelines/generator_protector.hpp"

#include <torch/torch.h>

#include "models/semi_adversarial/generator.hpp"
#include "src/data/image_tensor.hpp"

namespace antifaz {
namespace {

class GeneratorProtector : public Protector {
 public:
  GeneratorProtector(Generator generator, c10::Device device)
      : generator_(std::move(generator)), device_(device) {
    generator_->to(device_);
  }

  std::vector<cv::Mat> changes(const std::vector<cv::Mat>& chips,
                               const std::vector<Target>& targets) override {
    TORCH_CHECK(chips.size() == targets.size(), "every chip needs one target");
    if (chips.empty()) return {};
    const torch::NoGradGuard no_grad;
    std::vector<int64_t> classes;
    for (const Target target : targets) classes.push_back(static_cast<int64_t>(target));
    const torch::Tensor faces = to_batch(chips).to(device_);
    const torch::Tensor change =
        generator_->forward(faces, torch::tensor(classes, torch::kInt64).to(device_));
    return to_float_images((faces + change).clamp(0, 1) - faces);
  }

 private:
  Generator generator_;
  c10::Device device_;
};

}  // namespace

std::unique_ptr<Protector> make_generator_protector(const std::filesystem::path& file,
                                                    c10::Device device) {
  return std::make_unique<GeneratorProtector>(load_generator(file), device);
}

}  // namespace antifaz
