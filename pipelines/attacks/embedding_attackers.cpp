#include <torch/types.h>

#include <algorithm>

#include "pipelines/attacks/attacker.hpp"

namespace antifaz {
namespace {

constexpr double kPenalty = 1;
constexpr int kNewtonSteps = 12;
constexpr int64_t kNeighbours = 15;
constexpr int64_t kChunk = 512;  // faces compared with all training faces at a time

/// Weights that make both labels count alike and sum up to the number of faces, float64 [N].
torch::Tensor label_weights(const torch::Tensor& labels) {
  const torch::Tensor men = labels.to(torch::kDouble);
  const double share = men.mean().item<double>();
  return men * (0.5 / share) + (1 - men) * (0.5 / (1 - share));
}

class EmbeddingAttacker : public Attacker {
 public:
  EmbeddingAttacker(const AttackFaces& faces, std::size_t judge)
      : judge_(judge), name_(faces.embeddings[judge].judge) {
    in_the_loop_ = faces.embeddings[judge].in_the_loop;
  }

 protected:
  torch::Tensor embeddings(const AttackFaces& faces, const torch::Tensor& rows,
                           Version version) const {
    return faces.embeddings[judge_].rows[version].index_select(0, rows);
  }

  std::size_t judge_;
  std::string name_;
  bool in_the_loop_ = false;
};

class LinearAttacker : public EmbeddingAttacker {
 public:
  using EmbeddingAttacker::EmbeddingAttacker;

  Description description() const override {
    return {"linear on " + name_, "embedding", "gender", in_the_loop_,
            "L2-regularised logistic regression on the matcher's standardised embeddings"};
  }

  void train(const AttackFaces& faces, const torch::Tensor& rows, Version version) override {
    const torch::Tensor x = embeddings(faces, rows, version).to(torch::kDouble);
    mean_ = x.mean(0);
    scale_ = x.std(0, /*unbiased=*/false).clamp_min(1e-9);
    const torch::Tensor features = with_one(x);
    const torch::Tensor labels = faces.labels.index_select(0, rows);
    const torch::Tensor wanted = labels.to(torch::kDouble), weights = label_weights(labels);
    // Newton's method; the constant is not penalised.
    torch::Tensor penalty = torch::full({features.size(1)}, kPenalty, torch::kDouble);
    penalty[-1] = 1e-6;
    weights_ = torch::zeros({features.size(1)}, torch::kDouble);
    for (int step = 0; step < kNewtonSteps; ++step) {
      const torch::Tensor p = torch::sigmoid(features.mv(weights_));
      const torch::Tensor gradient = features.t().mv(weights * (p - wanted)) + penalty * weights_;
      const torch::Tensor curvature =
          (features.t() * (weights * p * (1 - p))).mm(features) + torch::diag(penalty);
      weights_ = weights_ - torch::linalg_solve(curvature, gradient);
    }
  }

  torch::Tensor scores(const AttackFaces& faces, const torch::Tensor& rows,
                       Version version) override {
    const torch::Tensor x = embeddings(faces, rows, version).to(torch::kDouble);
    return torch::sigmoid(with_one(x).mv(weights_));
  }

 private:
  torch::Tensor with_one(const torch::Tensor& x) const {
    return torch::cat({(x - mean_) / scale_, torch::ones({x.size(0), 1}, torch::kDouble)}, 1);
  }

  torch::Tensor mean_, scale_, weights_;
};

class NeighbourAttacker : public EmbeddingAttacker {
 public:
  using EmbeddingAttacker::EmbeddingAttacker;

  Description description() const override {
    return {"nearest neighbours on " + name_, "embedding", "gender", in_the_loop_,
            "gallery attack (Osorio-Roig et al. 2022): share of men among the 15 nearest faces of "
            "other people, the labels weighted alike"};
  }

  void train(const AttackFaces& faces, const torch::Tensor& rows, Version version) override {
    known_ = embeddings(faces, rows, version);
    labels_ = faces.labels.index_select(0, rows);
    weights_ = label_weights(labels_);
  }

  torch::Tensor scores(const AttackFaces& faces, const torch::Tensor& rows,
                       Version version) override {
    const int64_t k = std::min(kNeighbours, known_.size(0));
    std::vector<torch::Tensor> parts;
    for (const torch::Tensor& some : embeddings(faces, rows, version).split(kChunk)) {
      const auto nearest = std::get<1>(torch::cdist(some, known_).topk(k, 1, /*largest=*/false));
      const torch::Tensor votes = weights_.take(nearest);
      const torch::Tensor men = votes * labels_.take(nearest).to(torch::kDouble);
      parts.push_back(men.sum(1) / votes.sum(1));
    }
    return torch::cat(parts);
  }

 private:
  torch::Tensor known_, labels_, weights_;
};

}  // namespace

std::unique_ptr<Attacker> make_linear_attacker(const AttackFaces& faces, std::size_t judge) {
  return std::make_unique<LinearAttacker>(faces, judge);
}

std::unique_ptr<Attacker> make_neighbour_attacker(const AttackFaces& faces, std::size_t judge) {
  return std::make_unique<NeighbourAttacker>(faces, judge);
}

}  // namespace antifaz
