#include "pipelines/semi_adversarial/classifier_panel.hpp"

#include <gtest/gtest.h>
#include <torch/types.h>
#include <torch/utils.h>

#include "src/face/alignment.hpp"
#include "tests/support/tiny_faces.hpp"

namespace antifaz {
namespace {

/// Answers with a face's mean brightness and notes what it was shown.
class Brightness : public GenderJudge {
 public:
  torch::Tensor forward(const torch::Tensor& chips) override {
    seen.push_back(chips.detach().clone());
    return chips.mean({1, 2, 3}) - 0.25 + bias;
  }
  double bias = 0;
  std::vector<torch::Tensor> seen;
};

class ClassifierPanelTest : public ::testing::Test {
 protected:
  ClassifierPanel panel(std::size_t judges, ClassifierPanelOptions options = {}) {
    std::vector<std::shared_ptr<GenderJudge>> all;
    for (std::size_t i = 0; i < judges; ++i) {
      judges_.push_back(std::make_shared<Brightness>());
      all.push_back(judges_.back());
    }
    ClassifierPanel made(all, testing::tiny_faces(8).chips, options, torch::kCPU);
    for (const auto& judge : judges_) judge->seen.clear();
    return made;
  }
  std::size_t asked() const {
    std::size_t n = 0;
    for (const auto& judge : judges_) n += judge->seen.size();
    return n;
  }

  std::vector<std::shared_ptr<Brightness>> judges_;
  torch::Tensor faces_ = torch::rand({8, 3, kChipSize, kChipSize});
  torch::Tensor targets_ = torch::tensor({0, 1, 0, 1, 0, 1, 0, 1}, torch::kInt64);
  torch::Tensor labels_ = torch::tensor({0, 0, 1, 1, 0, 0, 1, 1}, torch::kInt64);
};

TEST_F(ClassifierPanelTest, AsksAsManyAsItIsToldAndNeverOneTwice) {
  ClassifierPanel some = panel(3);
  some.loss(faces_, {}, targets_, labels_, 2);
  EXPECT_EQ(asked(), 2U);
  for (const auto& judge : judges_) EXPECT_LE(judge->seen.size(), 1U);
  some.loss(faces_, {}, targets_, labels_, 9);
  EXPECT_EQ(asked(), 5U);
}

TEST_F(ClassifierPanelTest, WhoResistsIsAskedMoreOften) {
  ClassifierPanel some = panel(2);
  judges_[0]->bias = 9;  // never near any target
  for (int i = 0; i < 100; ++i) some.loss(faces_, {}, targets_, labels_, 1);
  EXPECT_GT(judges_[0]->seen.size(), 60U);
  EXPECT_GT(judges_[1]->seen.size(), 0U);
}

TEST_F(ClassifierPanelTest, ItsMemoryIsPartOfItsState) {
  ClassifierPanel some = panel(2);
  some.loss(faces_, {}, targets_, labels_, 1);
  ASSERT_EQ(some.buffers().size(), 1U);
  EXPECT_EQ(some.buffers()[0].count_nonzero().item<int64_t>(), 1);
}

TEST_F(ClassifierPanelTest, NobodyAsksNothing) {
  ClassifierPanel nobody = panel(0);
  EXPECT_TRUE(nobody.empty());
  EXPECT_EQ(nobody.loss(faces_, {}, targets_, labels_, 1).item<float>(), 0);
}

TEST_F(ClassifierPanelTest, ASlowOneSeesAPartOfTheFaces) {
  ClassifierPanelOptions quarter;
  quarter.share = 0.25;
  panel(1, quarter).loss(faces_, {}, targets_, labels_, 1);
  EXPECT_EQ(judges_[0]->seen.at(0).size(0), 2);
}

TEST_F(ClassifierPanelTest, TheLastLooksAtRestoredFaces) {
  const torch::Tensor restored = torch::zeros({4, 3, kChipSize, kChipSize});
  panel(2).loss(faces_, restored, targets_, labels_, 2);
  int black = 0;
  for (const auto& judge : judges_) {
    const torch::Tensor& seen = judge->seen.at(0);
    if (seen.max().item<float>() > 0) continue;
    ++black;
    EXPECT_EQ(seen.size(0), 4);
  }
  EXPECT_EQ(black, 1);
}

TEST_F(ClassifierPanelTest, AnswersThatTellGenderCostMore) {
  ClassifierPanelOptions only;
  only.strength = 0;
  only.independence = 1;
  ClassifierPanel one = panel(1, only);
  const auto shade = [&](const torch::Tensor& of) {
    return (of.to(torch::kFloat32) / 2).view({-1, 1, 1, 1}).expand_as(faces_).contiguous();
  };
  // The same brightnesses: once those of men, once as the targets want them.
  EXPECT_GT(one.loss(shade(labels_), {}, targets_, labels_, 1).item<float>(),
            one.loss(shade(targets_), {}, targets_, labels_, 1).item<float>());
}

}  // namespace
}  // namespace antifaz
