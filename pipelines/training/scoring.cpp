#include "pipelines/training/scoring.hpp"

#include <torch/types.h>
#include <torch/utils.h>

#include "src/core/labels.hpp"
#include "src/core/metrics.hpp"
#include "src/tensors/image_tensor.hpp"

namespace antifaz {
namespace {

// Chips a call: what a processor's caches hold.
constexpr int64_t kClassifierBatch = 128;
constexpr int64_t kMatcherBatch = 64;

}  // namespace

torch::Tensor gender_logits(GenderJudge& judge, const torch::Tensor& chips, torch::Device device) {
  const torch::NoGradGuard no_grad;
  std::vector<torch::Tensor> parts;
  for (const torch::Tensor& some : chips.split(kClassifierBatch)) {
    parts.push_back(judge.forward(to_unit_range(some.to(device))).cpu());
  }
  return torch::cat(parts);
}

double gender_auc(const torch::Tensor& scores, const torch::Tensor& labels) {
  std::vector<double> men, women;
  const torch::Tensor s = scores.to(torch::kDouble);
  for (int64_t i = 0; i < labels.size(0); ++i) {
    const bool man = labels[i].item<int64_t>() == static_cast<int64_t>(Gender::kMale);
    (man ? men : women).push_back(s[i].item<double>());
  }
  return auc(men, women);
}

torch::Tensor embeddings_of(EmbeddingNet& net, const torch::Tensor& chips, torch::Device device) {
  const torch::NoGradGuard no_grad;
  std::vector<torch::Tensor> parts;
  for (const torch::Tensor& some : chips.split(kMatcherBatch)) {
    parts.push_back(net.forward(to_unit_range(some.to(device))).to(torch::kCPU, torch::kFloat32));
  }
  return unit_length(torch::cat(parts));
}

}  // namespace antifaz
