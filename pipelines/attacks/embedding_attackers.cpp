#include <torch/types.h>

#include <algorithm>
#include <optional>

#include "models/logistic_regression.hpp"
#include "pipelines/attacks/attacker.hpp"

namespace antifaz {
namespace {

constexpr int64_t kNeighbours = 15;
constexpr int64_t kChunk = 512;  // faces compared with all training faces at a time

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
    regression_.emplace(embeddings(faces, rows, version), faces.labels.index_select(0, rows));
  }

  torch::Tensor scores(const AttackFaces& faces, const torch::Tensor& rows,
                       Version version) override {
    return torch::sigmoid(regression_->logits(embeddings(faces, rows, version)));
  }

 private:
  std::optional<LogisticRegression> regression_;
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
    const int64_t men = labels_.sum().item<int64_t>(), women = labels_.size(0) - men;
    neighbours_ = std::min({kNeighbours, men, women});
    woman_counts_ = static_cast<double>(men) / static_cast<double>(women);
  }

  torch::Tensor scores(const AttackFaces& faces, const torch::Tensor& rows,
                       Version version) override {
    std::vector<torch::Tensor> parts;
    for (const torch::Tensor& some : embeddings(faces, rows, version).split(kChunk)) {
      const auto nearest =
          std::get<1>(torch::cdist(some, known_).topk(neighbours_, 1, /*largest=*/false));
      // From counts: sums of weights in another order would differ in their last digits, and ties
      // become ranks.
      const torch::Tensor men = labels_.take(nearest).sum(1).to(torch::kDouble);
      const torch::Tensor women = static_cast<double>(neighbours_) - men;
      parts.push_back(men / (men + women * woman_counts_));
    }
    return torch::cat(parts);
  }

 private:
  torch::Tensor known_, labels_;
  double woman_counts_ = 1;  // as many men
  int64_t neighbours_ = kNeighbours;
};

}  // namespace

std::unique_ptr<Attacker> make_linear_attacker(const AttackFaces& faces, std::size_t judge) {
  return std::make_unique<LinearAttacker>(faces, judge);
}

std::unique_ptr<Attacker> make_neighbour_attacker(const AttackFaces& faces, std::size_t judge) {
  return std::make_unique<NeighbourAttacker>(faces, judge);
}

}  // namespace antifaz
