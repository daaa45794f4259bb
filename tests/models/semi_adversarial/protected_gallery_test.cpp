#include "models/semi_adversarial/protected_gallery.hpp"

#include <gtest/gtest.h>
#include <torch/types.h>
#include <torch/utils.h>

#include "models/judges/embedding_net.hpp"
#include "tests/support/module_copies.hpp"

namespace antifaz {
namespace {

constexpr int64_t kInGallery = 400, kLong = 16;

/// Faces whose gender shows along one axis by `apart`, and by nothing else.
torch::Tensor faces_apart(const torch::Tensor& labels, double apart) {
  torch::Tensor faces = torch::randn({labels.size(0), kLong});
  faces.select(1, 0).add_(apart * (2 * labels.to(torch::kFloat32) - 1));
  return unit_length(faces);
}

class ProtectedGalleryTest : public ::testing::Test {
 protected:
  ProtectedGalleryTest() { torch::manual_seed(1); }

  torch::Tensor labels_ = torch::arange(kInGallery, torch::kInt64) % 2;
  ProtectedGallery gallery_{kInGallery, kLong};
};

TEST_F(ProtectedGalleryTest, SaysNothingUntilItKnowsEnoughOfBoth) {
  const torch::Tensor asked = torch::randn({4, kLong});
  EXPECT_EQ(gallery_.told(asked, asked).item<float>(), 0);
  gallery_.add(faces_apart(torch::ones_like(labels_), 1), torch::ones_like(labels_));
  EXPECT_EQ(gallery_.told(asked, asked).item<float>(), 0);
}

TEST_F(ProtectedGalleryTest, TellsMoreOfWhoeverStandsWithOneGender) {
  gallery_.add(faces_apart(labels_, 2), labels_);
  const torch::Tensor certain = faces_apart(labels_, 2), between = faces_apart(labels_, 0);
  EXPECT_GT(gallery_.told(certain, -certain).item<float>(),
            2 * gallery_.told(between, -between).item<float>());
}

TEST_F(ProtectedGalleryTest, ItsSlopeTakesAwayWhatAttackersRead) {
  gallery_.add(faces_apart(labels_, 2), labels_);
  torch::Tensor x = faces_apart(labels_, 2);
  const torch::Tensor originals = x.clone();
  const auto read = [&] {
    const torch::Tensor men = x.index({labels_ == 1}), women = x.index({labels_ == 0});
    return (men.select(1, 0).mean() - women.select(1, 0).mean()).item<float>();
  };
  const float before = read();
  for (int step = 0; step < 40; ++step) {
    x = x.detach().requires_grad_();
    gallery_.told(x, -originals).backward();
    x = unit_length(x.detach() - 0.05 * unit_length(x.grad()));
  }
  EXPECT_LT(std::abs(read()), before / 2);
}

TEST_F(ProtectedGalleryTest, TheLatestFacesTakeTheOldestPlaces) {
  gallery_.add(faces_apart(labels_, 2), labels_);
  const torch::Tensor asked = faces_apart(labels_, 2);
  const float told = gallery_.told(asked, -asked).item<float>();
  torch::Tensor unknown = torch::full_like(labels_, -1);
  gallery_.add(faces_apart(labels_, 2), unknown);
  EXPECT_EQ(gallery_.told(asked, -asked).item<float>(), told) << "unlabelled faces took places";
  gallery_.add(faces_apart(labels_, 0), labels_);
  EXPECT_NE(gallery_.told(asked, -asked).item<float>(), told);
}

TEST_F(ProtectedGalleryTest, IsWhatACheckpointHolds) {
  gallery_.add(faces_apart(labels_, 2), labels_);
  ASSERT_EQ(gallery_.buffers().size(), 3U);
  EXPECT_GT(gallery_.buffers()[0].abs().sum().item<float>(), 0);
}

}  // namespace
}  // namespace antifaz
