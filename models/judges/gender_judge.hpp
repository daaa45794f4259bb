#pragma once

#include <torch/nn/module.h>

#include <filesystem>
#include <memory>
#include <vector>

namespace antifaz {

/// Network II, whoever made it: a differentiable gender classifier on aligned chips, which cuts its
/// own crop of them.
class GenderJudge : public torch::nn::Module {
 public:
  /// Logit of "male", [N]. `chips` [N, 3, kChipSize, kChipSize] RGB in [0, 1].
  virtual torch::Tensor forward(const torch::Tensor& chips) = 0;
};

/// This project's classifier of a weights file, or somebody else's (`is_script`); frozen. Throws
/// `Error` where the file is neither.
std::shared_ptr<GenderJudge> load_gender_judge(const std::filesystem::path& file);
std::vector<std::shared_ptr<GenderJudge>> load_gender_judges(
    const std::vector<std::filesystem::path>& files);

}  // namespace antifaz
