#include "models/semi_adversarial/protected_gallery.hpp"

#include <torch/linalg.h>
#include <torch/types.h>
#include <torch/utils.h>

#include "models/judges/embedding_net.hpp"
#include "models/semi_adversarial/gender_neighbours.hpp"
#include "src/core/labels.hpp"

namespace antifaz {
namespace {

constexpr int64_t kFewest = 64;
/// Of ridge regression, in parts of the mean scatter.
constexpr double kRidge = 0.1;

torch::Tensor quiet(const torch::Tensor& answers, const torch::Tensor& typical) {
  return torch::smooth_l1_loss(answers / typical, torch::zeros_like(answers));
}

/// The answers of ridge regression to [n, d] `asked`, learned from `faces` [N, d] whose labels are
/// `side` [N], +-1 and of equal weight for both.
torch::Tensor ridge(const torch::Tensor& faces, const torch::Tensor& side,
                    const torch::Tensor& weight, const torch::Tensor& asked) {
  const torch::Tensor middle = (faces * weight).sum(0, true) / weight.sum();
  const torch::Tensor x = faces - middle;
  const torch::Tensor scatter = (x * weight).t().matmul(x);
  const torch::Tensor ease =
      kRidge * scatter.diagonal().mean() * torch::eye(faces.size(1), faces.options());
  const torch::Tensor w =
      torch::linalg_solve(scatter + ease, (x * weight).t().matmul(side.unsqueeze(1)));
  return (asked - middle).matmul(w).squeeze(1);
}

}  // namespace

ProtectedGallery::ProtectedGallery(int64_t faces, int64_t numbers)
    : faces_(register_buffer("faces", torch::zeros({faces, numbers}))),
      labels_(register_buffer("labels", torch::full({faces}, -1, torch::kInt64))),
      next_(register_buffer("next", torch::zeros({1}, torch::kInt64))) {}

void ProtectedGallery::add(const at::Tensor& embeddings, const at::Tensor& labels) {
  const torch::NoGradGuard no_grad;
  const torch::Tensor known = (labels >= 0).nonzero().squeeze(1);
  const torch::Tensor places =
      (next_ + torch::arange(known.size(0), next_.options())) % labels_.size(0);
  faces_.index_copy_(0, places, unit_length(embeddings.detach().index_select(0, known)));
  labels_.index_copy_(0, places, labels.index_select(0, known));
  next_.copy_((next_ + known.size(0)) % labels_.size(0));
}

at::Tensor ProtectedGallery::told(const at::Tensor& embeddings, const at::Tensor& originals) const {
  const torch::Tensor there = (labels_ >= 0).nonzero().squeeze(1);
  const torch::Tensor labels = labels_.index_select(0, there);
  const int64_t men = (labels == static_cast<int64_t>(Gender::kMale)).sum().item<int64_t>();
  const int64_t women = labels.size(0) - men;
  if (std::min(men, women) < kFewest) return torch::zeros({}, embeddings.options());
  const torch::Tensor faces = faces_.index_select(0, there);
  const torch::Tensor asked = unit_length(embeddings);
  const GenderNeighbours neighbours(faces, labels);  // its logits are in units of the gallery's
  const torch::Tensor vote = neighbours.logit(asked, originals);
  const torch::Tensor is_man = (labels == static_cast<int64_t>(Gender::kMale)).to(faces.dtype());
  const torch::Tensor weight =
      (is_man / static_cast<double>(men) + (1 - is_man) / static_cast<double>(women)).unsqueeze(1);
  const torch::Tensor side = 2 * is_man - 1;
  const torch::Tensor line = ridge(faces, side, weight, asked);
  const torch::Tensor of_gallery = ridge(faces, side, weight, faces).abs().mean();
  return (quiet(vote, torch::ones({}, vote.options())) + quiet(line, of_gallery + 1e-6)) / 2;
}

}  // namespace antifaz
