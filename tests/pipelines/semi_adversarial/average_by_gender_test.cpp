#include "pipelines/semi_adversarial/average_by_gender.hpp"

#include <gtest/gtest.h>
#include <torch/types.h>
#include <torch/utils.h>

#include <cmath>

#include "models/judges/gender_net.hpp"
#include "tests/support/error_matcher.hpp"
#include "tests/support/tiny_faces.hpp"

namespace antifaz {
namespace {

using ::testing::HasSubstr;

TEST(AverageByGender, AveragesByLabel) {
  const FaceDataset faces = testing::tiny_faces(6);
  const AverageFaces report = average_by_gender(faces, nullptr, torch::kCPU);
  EXPECT_EQ(report.labelled, 6U);
  EXPECT_EQ(report.estimated, 0U);
  EXPECT_TRUE(std::isnan(report.classifier_error));
  const torch::Tensor men = faces.chips.index({torch::tensor({1, 3, 5})}).to(torch::kFloat32);
  EXPECT_LT((report.prototypes[1] - men.mean(0) / 255).abs().max().item<double>(), 1e-6);
  EXPECT_LT((report.prototypes[2] - (report.prototypes[0] + report.prototypes[1]) / 2)
                .abs()
                .max()
                .item<double>(),
            1e-6);
}

TEST(AverageByGender, AsksTheClassifierAndMeasuresIt) {
  FaceDataset faces = testing::tiny_faces(6);
  faces.labels[5] = -1;
  torch::manual_seed(1);
  GenderNetOptions options;
  options.width = 4;
  options.size = 16;
  GenderNet net(options);
  net->eval();
  const torch::NoGradGuard no_grad;
  const AverageFaces report = average_by_gender(faces, net.ptr(), torch::kCPU);
  EXPECT_EQ(report.labelled, 5U);
  EXPECT_EQ(report.estimated, 1U);
  const torch::Tensor answers = net->forward(faces.chips.to(torch::kFloat32) / 255) > 0;
  double wrong = 0;
  for (int i = 0; i < 5; ++i) wrong += answers[i].item<bool>() != (i % 2 == 1);
  EXPECT_NEAR(report.classifier_error, wrong / 5, 1e-9);
}

TEST(AverageByGender, RefusesWhatItCanNotAverage) {
  FaceDataset faces = testing::tiny_faces(6);
  faces.labels.fill_(0);
  EXPECT_ERROR(average_by_gender(faces, nullptr, torch::kCPU), HasSubstr("no face is male"));
  faces.labels[2] = -1;
  EXPECT_ERROR(average_by_gender(faces, nullptr, torch::kCPU), HasSubstr("--classifier"));
}

}  // namespace
}  // namespace antifaz
