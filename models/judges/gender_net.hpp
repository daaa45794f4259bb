#pragma once

#include <torch/nn/modules/container/sequential.h>
#include <torch/nn/modules/linear.h>
#include <torch/nn/pimpl.h>

#include <filesystem>
#include <vector>

#include "models/judges/gender_judge.hpp"
#include "models/judges/gender_net_options.hpp"
#include "models/safetensors.hpp"

namespace antifaz {

/// Network II: a gender classifier on aligned chips. It cuts and scales its own crop, so that all
/// of them, whatever they look at, take the same chips.
class GenderNetImpl : public GenderJudge {
 public:
  explicit GenderNetImpl(const GenderNetOptions& options = {});

  /// Logit of "male", [N]. `chips` [N, 3, S, S] RGB in [0, 1].
  torch::Tensor forward(const torch::Tensor& chips) override;
  const GenderNetOptions& options() const { return options_; }

 private:
  torch::Tensor look(const torch::Tensor& chips) const;

  GenderNetOptions options_;
  torch::nn::Sequential features_;
  torch::nn::Linear answer_;
};
TORCH_MODULE(GenderNet);

void save_gender_net(const GenderNet& net, Card card, const std::filesystem::path& file);
/// Frozen, ready to answer.
GenderNet load_gender_net(const std::filesystem::path& file);
std::vector<GenderNet> load_gender_nets(const std::vector<std::filesystem::path>& files);

}  // namespace antifaz
