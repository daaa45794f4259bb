#include "models/detection/detector_net.hpp"

#include <gmock/gmock.h>
#include <torch/types.h>
#include <torch/utils.h>

#include "models/detection/decode.hpp"
#include "models/weights.hpp"
#include "tests/support/error_matcher.hpp"
#include "tests/support/temp_folder.hpp"

namespace antifaz {
namespace {

using ::testing::HasSubstr;

/// A network whose batch norms have seen something, so that folding them has something to do.
std::shared_ptr<DetectorNet> used_net() {
  torch::manual_seed(3);
  const auto net = std::make_shared<DetectorNet>();
  const torch::NoGradGuard no_grad;
  for (int i = 0; i < 3; ++i) net->forward(torch::randint(256, {4, 3, 64, 96}, torch::kUInt8));
  net->eval();
  return net;
}

TEST(DetectorNet, SaysOneThingOfEveryCell) {
  const auto net = used_net();
  const DetectorOutput output = net->forward(torch::zeros({2, 3, 64, 96}, torch::kUInt8));
  const int64_t cells = 8 * 12 + 4 * 6 + 2 * 3;
  EXPECT_EQ(output.scores.sizes(), (std::vector<int64_t>{2, cells}));
  EXPECT_EQ(output.boxes.sizes(), (std::vector<int64_t>{2, cells, 4}));
  EXPECT_EQ(output.points.sizes(), (std::vector<int64_t>{2, cells, 5, 2}));
  EXPECT_GT(output.boxes.min().item<double>(), 0);
  EXPECT_EQ(detector_cells(64, 96).middles.size(0), cells);
}

TEST(DetectorNet, CellsStandWhereTheirNumbersSay) {
  const DetectorCells cells = detector_cells(64, 96);
  const auto at = [&](int64_t i) {
    return std::make_pair(cells.middles[i][0].item<double>(), cells.middles[i][1].item<double>());
  };
  EXPECT_EQ(at(0), std::make_pair(3.5, 3.5));
  EXPECT_EQ(at(1), std::make_pair(11.5, 3.5));
  EXPECT_EQ(at(12), std::make_pair(3.5, 11.5));
  EXPECT_EQ(at(96), std::make_pair(7.5, 7.5));
  EXPECT_EQ(at(cells.middles.size(0) - 1), std::make_pair(79.5, 47.5));
  EXPECT_EQ(cells.strides[0].item<double>(), 8);
  EXPECT_EQ(cells.strides[96].item<double>(), 16);
}

TEST(DetectorNet, FoldedGivesTheSame) {
  const auto net = used_net();
  const torch::NoGradGuard no_grad;
  const torch::Tensor pictures = torch::randint(256, {2, 3, 96, 64}, torch::kUInt8);
  const DetectorOutput before = net->forward(pictures);
  net->fold();
  const DetectorOutput after = net->forward(pictures);
  EXPECT_TRUE(torch::allclose(before.scores, after.scores, 1e-3, 1e-4));
  EXPECT_TRUE(torch::allclose(before.boxes, after.boxes, 1e-3, 1e-3));
  EXPECT_TRUE(torch::allclose(before.points, after.points, 1e-3, 1e-3));
}

TEST(DetectorNet, IsSmallAndComesBackFromItsFile) {
  const testing::TempFolder folder;
  const auto file = folder.path() / "detector.safetensors";
  const auto net = used_net();
  save_detector(*net, {{"threshold", "0.4"}}, file);
  EXPECT_LT(std::filesystem::file_size(file), 400u << 10);
  Card card;
  const auto loaded = load_detector(file, &card);
  loaded->eval();
  EXPECT_EQ(card["threshold"], "0.4");
  const torch::NoGradGuard no_grad;
  const torch::Tensor pictures = torch::randint(256, {1, 3, 64, 64}, torch::kUInt8);
  EXPECT_TRUE(torch::allclose(net->forward(pictures).scores, loaded->forward(pictures).scores, 0.02,
                              0.02));  // float16
}

TEST(DetectorNet, RefusesOtherWeights) {
  const testing::TempFolder folder;
  const auto file = folder.path() / "other.safetensors";
  save_weights(*used_net(), {{"architecture", "antifaz-student-matcher"}}, file);
  EXPECT_ERROR(load_detector(file), HasSubstr("antifaz-student-matcher"));
}

TEST(DetectorNet, CandidatesAreTheCellsThatScore) {
  DetectorOutput output;
  const DetectorCells cells = detector_cells(32, 32);
  const int64_t count = cells.middles.size(0);
  output.scores = torch::full({1, count}, -3.f);
  output.scores[0][5] = 2.f;  // row 1, column 1 of the finest level: middle 11.5, 11.5
  output.boxes = torch::tensor({4.f, 5.f, 6.f, 7.f}).expand({1, count, 4});
  output.points = torch::arange(10, torch::kFloat32).view({5, 2}).expand({1, count, 5, 2});
  const std::vector<Face> faces = candidates_of(output, cells, 0, 0.5);
  ASSERT_EQ(faces.size(), 1u);
  EXPECT_EQ(faces[0].box, cv::Rect2f(7.5f, 6.5f, 10, 12));
  EXPECT_EQ(faces[0].landmarks[2], cv::Point2f(15.5f, 16.5f));
  EXPECT_NEAR(faces[0].score, 0.8808, 1e-4);
}

}  // namespace
}  // namespace antifaz
