#include "models/semi_adversarial/gender_neighbours.hpp"

#include <gtest/gtest.h>
#include <torch/types.h>
#include <torch/utils.h>

#include "models/judges/embedding_net.hpp"
#include "src/core/error.hpp"

namespace antifaz {
namespace {

constexpr int64_t kFaces = 600, kNumbers = 16, kLike = 6;

/// Women and men in several heaps each, so that no line parts them: heap k holds faces alike.
struct Heaps {
  Heaps() {
    torch::manual_seed(1);
    const torch::Tensor middles = unit_length(torch::randn({kLike, kNumbers}));
    const torch::Tensor heap = torch::arange(kFaces, torch::kInt64) % kLike;
    labels = heap % 2;
    embeddings =
        unit_length(0.6 * middles.index_select(0, heap) + 0.25 * torch::randn({kFaces, kNumbers}));
  }
  torch::Tensor labels, embeddings;
};

TEST(GenderNeighbours, ReadsTheGenderOfTheHeap) {
  const Heaps heaps;
  const GenderNeighbours neighbours(heaps.embeddings.slice(0, 0, 300),
                                    heaps.labels.slice(0, 0, 300));
  const torch::Tensor others = heaps.embeddings.slice(0, 300);
  const torch::Tensor logit = neighbours.logit(2 * others, others);  // length says nothing
  const torch::Tensor right = (logit > 0).to(torch::kInt64) == heaps.labels.slice(0, 300);
  EXPECT_GT(right.to(torch::kFloat32).mean().item<float>(), 0.8);
}

TEST(GenderNeighbours, APersonsOwnFacesDoNotCount) {
  torch::Tensor embeddings = torch::eye(4).repeat({2, 1});  // each face twice
  const torch::Tensor labels = torch::tensor({0, 1, 1, 1, 0, 1, 1, 1}, torch::kInt64);
  const GenderNeighbours neighbours(embeddings, labels);
  const torch::Tensor woman = embeddings.slice(0, 0, 1);
  EXPECT_GT(neighbours.logit(woman, woman).item<float>(), 0);
  EXPECT_LT(neighbours.logit(woman, -woman).item<float>(), 0);
}

TEST(GenderNeighbours, ItsSlopeLeadsAmongTheOthers) {
  const Heaps heaps;
  const GenderNeighbours neighbours(heaps.embeddings, heaps.labels);
  const torch::Tensor before = heaps.embeddings.index({heaps.labels == 0});
  torch::Tensor x = before.clone();
  for (int step = 0; step < 30; ++step) {
    x = x.detach().requires_grad_();
    neighbours.logit(x, before).sum().backward();
    x = unit_length(x.detach() + 0.02 * unit_length(x.grad()));
  }
  EXPECT_TRUE(x.isfinite().all().item<bool>());
  const auto among_men = [&](const torch::Tensor& faces) {
    return (neighbours.logit(faces, before) > 0).to(torch::kFloat32).mean().item<float>();
  };
  EXPECT_GT(among_men(x), among_men(before) + 0.3);
}

TEST(GenderNeighbours, RefusesFacesOfOneLabel) {
  EXPECT_THROW(GenderNeighbours(torch::rand({4, 3}), torch::ones({4}, torch::kInt64)), Error);
}

}  // namespace
}  // namespace antifaz
