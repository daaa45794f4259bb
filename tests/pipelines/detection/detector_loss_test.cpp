#include "pipelines/detection/detector_loss.hpp"

#include <gmock/gmock.h>
#include <torch/types.h>
#include <torch/utils.h>

#include "pipelines/detection/assign_cells.hpp"

namespace antifaz {
namespace {

ComposedFace face_at(float x, float y, float side) {
  ComposedFace face;
  face.box = {x, y, side, side};
  for (std::size_t k = 0; k < 5; ++k) {
    face.points[k] = {x + side * (0.2f + 0.15f * static_cast<float>(k)), y + side / 2};
  }
  return face;
}

/// What a network would say that knows the faces and is sure: every cell whose middle is in a face
/// has its box and points.
DetectorOutput all_knowing(const DetectorCells& cells, const std::vector<ComposedFace>& faces) {
  const int64_t count = cells.middles.size(0);
  DetectorOutput output{torch::full({1, count}, -12.f), torch::full({1, count, 4}, 8.f),
                        torch::zeros({1, count, 5, 2})};
  for (int64_t i = 0; i < count; ++i) {
    const float x = cells.middles[i][0].item<float>(), y = cells.middles[i][1].item<float>();
    for (const ComposedFace& face : faces) {
      if (face.ignored || !face.box.contains({x, y})) continue;
      const cv::Point2f end = face.box.br();
      output.boxes[0][i] = torch::tensor({x - face.box.x, y - face.box.y, end.x - x, end.y - y});
      for (std::size_t k = 0; k < 5; ++k) {
        output.points[0][i][static_cast<int64_t>(k)] =
            torch::tensor({face.points[k].x - x, face.points[k].y - y});
      }
    }
  }
  return output;
}

TEST(AssignCells, GivesEachFaceCellsNearItsMiddle) {
  const DetectorCells cells = detector_cells(128, 128);
  const std::vector<ComposedFace> faces = {face_at(20, 30, 24), face_at(60, 60, 60)};
  const DetectorOutput output = all_knowing(cells, faces);
  const CellAssignment assigned = assign_cells(output.scores[0], output.boxes[0], cells, faces);
  std::vector<int> count(2);
  for (std::size_t i = 0; i < assigned.cells.size(); ++i) {
    const auto face = static_cast<std::size_t>(assigned.faces[i]);
    ++count[face];
    const torch::Tensor middle = cells.middles[assigned.cells[i]];
    EXPECT_TRUE(faces[face].box.contains({middle[0].item<float>(), middle[1].item<float>()}));
  }
  EXPECT_GE(count[0], 4);
  EXPECT_LE(count[0], 10);
  EXPECT_EQ(count[1], 10);  // where all boxes fit, as many as may
  EXPECT_TRUE(assigned.ignored.empty());
}

TEST(AssignCells, AFaceThatNoCellFitsYetGetsOne) {
  const DetectorCells cells = detector_cells(64, 64);
  const DetectorOutput output = all_knowing(cells, {});
  const std::vector<ComposedFace> faces = {face_at(30, 30, 9)};
  EXPECT_EQ(assign_cells(output.scores[0], output.boxes[0], cells, faces).cells.size(), 1u);
}

TEST(AssignCells, CellsInAnIgnoredFaceAreNotJudged) {
  const DetectorCells cells = detector_cells(64, 64);
  ComposedFace face = face_at(16, 16, 16);
  face.ignored = true;
  const DetectorOutput output = all_knowing(cells, {});
  const CellAssignment assigned = assign_cells(output.scores[0], output.boxes[0], cells, {face});
  EXPECT_TRUE(assigned.cells.empty());
  EXPECT_EQ(assigned.ignored.size(), 4u + 1u);  // of the two finer levels
}

TEST(DetectorLoss, IsSmallForWhatIsRightAndLargerForWhatIsNot) {
  const DetectorCells cells = detector_cells(128, 128);
  const std::vector<ComposedFace> faces = {face_at(40, 40, 40)};
  DetectorOutput output = all_knowing(cells, faces);
  const CellAssignment assigned = assign_cells(output.scores[0], output.boxes[0], cells, faces);
  output.scores.index_fill_(1, torch::tensor(assigned.cells), 12.f);
  const double right = detector_loss(output, cells, {faces}).total.item<double>();
  EXPECT_LT(right, 1e-3);
  DetectorOutput other = output;
  other.boxes = output.boxes * 1.2;
  EXPECT_GT(detector_loss(other, cells, {faces}).total.item<double>(), right + 0.1);
  other = output;
  other.points = output.points + 4;  // a tenth of the face
  EXPECT_GT(detector_loss(other, cells, {faces}).total.item<double>(), right + 0.1);
  other = output;
  other.scores = torch::full_like(output.scores, -12.f);
  EXPECT_GT(detector_loss(other, cells, {faces}).total.item<double>(), right + 0.1);
}

TEST(DetectorLoss, OfPicturesWithoutAFaceIsThatOfTheScores) {
  const DetectorCells cells = detector_cells(64, 64);
  DetectorOutput output = all_knowing(cells, {});
  output.scores = torch::zeros_like(output.scores).requires_grad_();
  output.boxes.requires_grad_();
  const Objective::Loss loss = detector_loss(output, cells, {{}});
  EXPECT_GT(loss.total.item<double>(), 0);
  loss.total.backward();
  EXPECT_GT(output.scores.grad().min().item<double>(), 0);  // all are to fall
  EXPECT_EQ(output.boxes.grad().abs().sum().item<double>(), 0);
}

TEST(DetectorLoss, ToldNothingOfIgnoredFaces) {
  const DetectorCells cells = detector_cells(64, 64);
  ComposedFace face = face_at(16, 16, 16);
  face.ignored = true;
  DetectorOutput output = all_knowing(cells, {});
  output.scores = torch::zeros_like(output.scores).requires_grad_();
  detector_loss(output, cells, {{face}}).total.backward();
  EXPECT_EQ((output.scores.grad() == 0).sum().item<int64_t>(), 5);
}

}  // namespace
}  // namespace antifaz
