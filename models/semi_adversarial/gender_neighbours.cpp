#include "models/semi_adversarial/gender_neighbours.hpp"

#include <torch/types.h>

#include <cmath>

#include "models/judges/embedding_net.hpp"
#include "models/semi_adversarial/which_are_men.hpp"

namespace antifaz {
namespace {

/// Concentration of the von Mises-Fisher kernel: of some thousand faces, a few dozen weigh.
constexpr double kConcentration = 30;
/// Cosine beyond which two faces count as one person's: well above any matcher's threshold.
constexpr double kSamePerson = 0.5;
constexpr int64_t kCalibration = 1000;

}  // namespace

GenderNeighbours::GenderNeighbours(const at::Tensor& embeddings, const at::Tensor& labels)
    : faces_(unit_length(embeddings)), men_(which_are_men(labels)) {
  const auto all = static_cast<double>(labels.size(0));
  const auto men = static_cast<double>(men_.sum().item<int64_t>());
  balance_ = std::log(men / (all - men));
  const torch::Tensor some = faces_.slice(0, 0, kCalibration);
  typical_ = logit(some, some).abs().mean().item<double>() + 1e-6;
}

at::Tensor GenderNeighbours::logit(const at::Tensor& embeddings,
                                   const at::Tensor& originals) const {
  const torch::Tensor near = kConcentration * unit_length(embeddings).matmul(faces_.t());
  const torch::Tensor own = unit_length(originals).matmul(faces_.t()) > kSamePerson;
  // Finite, so that someone without neighbours of one label has an answer, and a gradient.
  const auto density = [&](const torch::Tensor& whose) {
    return torch::logsumexp(near.masked_fill(own | ~whose, -kConcentration), 1);
  };
  return (density(men_) - density(~men_) - balance_) / typical_;
}

}  // namespace antifaz
