#include "pipelines/detection/detector_loss.hpp"

#include <torch/types.h>
#include <torch/utils.h>

#include "pipelines/detection/assign_cells.hpp"

namespace antifaz {
namespace {

constexpr double kBoxWeight = 4, kPointsWeight = 10;
constexpr double kPointsBend = 0.02;  // of the face's side: from here on the loss is linear

/// What the cells that have a face are to say, over the whole batch: P cells.
struct Wanted {
  torch::Tensor rows;    ///< int64 [P], index among all N * A cells
  torch::Tensor cells;   ///< int64 [P], index among a picture's A cells
  torch::Tensor boxes;   ///< [P, 4] left, top, right, bottom
  torch::Tensor points;  ///< [P, 5, 2]
  torch::Tensor judged;  ///< [N * A], 0 where the score is not judged
};

Wanted wanted(const DetectorOutput& output, const DetectorCells& cells,
              const std::vector<std::vector<ComposedFace>>& faces) {
  const torch::NoGradGuard no_grad;
  const int64_t a = output.scores.size(1);
  std::vector<int64_t> rows, of_picture, ignored;
  std::vector<float> boxes, points;
  for (std::size_t n = 0; n < faces.size(); ++n) {
    const auto i = static_cast<int64_t>(n);
    const CellAssignment assignment =
        assign_cells(output.scores[i].detach(), output.boxes[i].detach(), cells, faces[n]);
    for (const int64_t cell : assignment.ignored) ignored.push_back(i * a + cell);
    for (std::size_t k = 0; k < assignment.cells.size(); ++k) {
      const ComposedFace& face = faces[n][static_cast<std::size_t>(assignment.faces[k])];
      rows.push_back(i * a + assignment.cells[k]);
      of_picture.push_back(assignment.cells[k]);
      boxes.insert(boxes.end(), {face.box.x, face.box.y, face.box.br().x, face.box.br().y});
      for (const cv::Point2f& point : face.points) points.insert(points.end(), {point.x, point.y});
    }
  }
  const auto p = static_cast<int64_t>(rows.size());
  Wanted all{torch::tensor(rows, torch::kInt64), torch::tensor(of_picture, torch::kInt64),
             torch::tensor(boxes).view({p, 4}), torch::tensor(points).view({p, 5, 2}),
             torch::ones({output.scores.numel()})};
  if (!ignored.empty()) all.judged.index_fill_(0, torch::tensor(ignored, torch::kInt64), 0);
  return all;
}

struct BoxFit {
  torch::Tensor overlap, loss;  ///< [P]
};

BoxFit fit(const torch::Tensor& boxes, const torch::Tensor& wanted) {
  const auto top_left = [](const torch::Tensor& b) { return b.slice(1, 0, 2); };
  const auto low_right = [](const torch::Tensor& b) { return b.slice(1, 2, 4); };
  const auto area = [](const torch::Tensor& sides) {
    return sides.select(1, 0) * sides.select(1, 1);
  };
  const torch::Tensor common = area((torch::min(low_right(boxes), low_right(wanted)) -
                                     torch::max(top_left(boxes), top_left(wanted)))
                                        .clamp_min(0));
  const torch::Tensor all = area(low_right(boxes) - top_left(boxes)) +
                            area(low_right(wanted) - top_left(wanted)) - common;
  const torch::Tensor overlap = common / all.clamp_min(1e-6);
  const torch::Tensor apart =
      (top_left(boxes) + low_right(boxes) - top_left(wanted) - low_right(wanted)).square().sum(1) /
      4;
  const torch::Tensor diagonal = (torch::max(low_right(boxes), low_right(wanted)) -
                                  torch::min(top_left(boxes), top_left(wanted)))
                                     .square()
                                     .sum(1);
  return {overlap, 1 - overlap + apart / diagonal.clamp_min(1e-6)};
}

}  // namespace

Objective::Loss detector_loss(const DetectorOutput& output, const DetectorCells& cells,
                              const std::vector<std::vector<ComposedFace>>& faces) {
  const Wanted all = wanted(output, cells, faces);
  const double count = static_cast<double>(std::max<int64_t>(1, all.rows.size(0)));
  const torch::Tensor middles = cells.middles.index_select(0, all.cells);
  const torch::Tensor distances = output.boxes.flatten(0, 1).index_select(0, all.rows);
  const torch::Tensor boxes =
      torch::cat({middles - distances.slice(1, 0, 2), middles + distances.slice(1, 2, 4)}, 1);
  const BoxFit box = fit(boxes, all.boxes);

  const torch::Tensor logits = output.scores.flatten();
  const torch::Tensor quality =
      torch::zeros_like(logits).index_copy_(0, all.rows, box.overlap.detach().sqrt());
  const torch::Tensor score_losses =
      torch::binary_cross_entropy_with_logits(logits, quality, {}, {}, at::Reduction::None) *
      (torch::sigmoid(logits) - quality).square().detach();
  const torch::Tensor score_loss = (score_losses * all.judged).sum() / count;
  const torch::Tensor box_loss = box.loss.sum() / count;

  const torch::Tensor sides =
      (all.boxes.slice(1, 2, 4) - all.boxes.slice(1, 0, 2)).prod(1).sqrt().view({-1, 1, 1});
  const torch::Tensor points =
      output.points.flatten(0, 1).index_select(0, all.rows) + middles.unsqueeze(1);
  const torch::Tensor points_loss =
      torch::smooth_l1_loss(points / sides, all.points / sides, at::Reduction::Sum, kPointsBend) /
      (10 * count);
  return {score_loss + kBoxWeight * box_loss + kPointsWeight * points_loss,
          {{"score", score_loss.item<double>()},
           {"box", box_loss.item<double>()},
           {"points", points_loss.item<double>()}}};
}

}  // namespace antifaz
