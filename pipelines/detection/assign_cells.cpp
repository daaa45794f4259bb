#include "pipelines/detection/assign_cells.hpp"

#include <torch/types.h>

#include <algorithm>
#include <cmath>

#include "src/face/merge_faces.hpp"

namespace antifaz {
namespace {

constexpr double kRadius = 2.5;  // strides: how far from a face's middle a cell may be
constexpr std::size_t kMostCells = 10;
constexpr double kBoxCost = 3, kOutside = 1e3;

struct Candidate {
  std::int64_t cell;
  double cost, overlap;
};

struct Owner {
  std::int64_t face = -1;
  double cost = 0;
};

/// The picture's cells, as numbers.
class Cells {
 public:
  Cells(const torch::Tensor& scores, const torch::Tensor& boxes, const DetectorCells& cells)
      : scores_(scores.contiguous()),
        boxes_(boxes.contiguous()),
        middles_(cells.middles.contiguous()),
        strides_(cells.strides.contiguous()) {}

  std::int64_t size() const { return scores_.size(0); }
  cv::Point2f middle(std::int64_t i) const {
    const float* p = middles_.data_ptr<float>() + 2 * i;
    return {p[0], p[1]};
  }
  float stride(std::int64_t i) const { return strides_.data_ptr<float>()[i]; }
  cv::Rect2f box(std::int64_t i) const {
    const float* d = boxes_.data_ptr<float>() + 4 * i;
    const cv::Point2f p = middle(i);
    return {p.x - d[0], p.y - d[1], d[0] + d[2], d[1] + d[3]};
  }
  double score(std::int64_t i) const {
    return 1 / (1 + std::exp(-double(scores_.data_ptr<float>()[i])));
  }

 private:
  torch::Tensor scores_, boxes_, middles_, strides_;
};

/// The cells that may take the face, the best first.
std::vector<Candidate> candidates(const Cells& cells, const cv::Rect2f& face) {
  std::vector<Candidate> found;
  const cv::Point2f middle = (face.tl() + face.br()) / 2;
  for (std::int64_t i = 0; i < cells.size(); ++i) {
    const cv::Point2f p = cells.middle(i);
    const double away = std::max(std::abs(p.x - middle.x), std::abs(p.y - middle.y));
    const bool near = away < kRadius * cells.stride(i), inside = face.contains(p);
    if (!near && !inside) continue;
    const double same = overlap(cells.box(i), face);
    const double score_cost = -std::log(std::max(1e-6, cells.score(i)));
    const double cost = score_cost - kBoxCost * std::log(std::max(1e-6, same)) +
                        (near && inside ? 0 : kOutside) + away / cells.stride(i) * 1e-3;
    found.push_back({i, cost, same});
  }
  std::sort(found.begin(), found.end(),
            [](const Candidate& a, const Candidate& b) { return a.cost < b.cost; });
  return found;
}

/// How many cells a face takes: as many whole ones as its best overlaps come to.
std::size_t wanted(const std::vector<Candidate>& found) {
  std::vector<double> overlaps;
  for (const Candidate& one : found) overlaps.push_back(one.overlap);
  std::sort(overlaps.rbegin(), overlaps.rend());
  double sum = 0;
  for (std::size_t i = 0; i < std::min(kMostCells, overlaps.size()); ++i) sum += overlaps[i];
  return std::min(found.size(), std::max<std::size_t>(1, static_cast<std::size_t>(sum)));
}

}  // namespace

CellAssignment assign_cells(const torch::Tensor& scores, const torch::Tensor& boxes,
                            const DetectorCells& all_cells,
                            const std::vector<ComposedFace>& faces) {
  const Cells cells(scores, boxes, all_cells);
  std::vector<Owner> owners(static_cast<std::size_t>(cells.size()));
  for (std::size_t face = 0; face < faces.size(); ++face) {
    if (faces[face].ignored) continue;
    const std::vector<Candidate> found = candidates(cells, faces[face].box);
    for (std::size_t i = 0, n = wanted(found); i < n; ++i) {
      Owner& owner = owners[static_cast<std::size_t>(found[i].cell)];
      if (owner.face < 0 || found[i].cost < owner.cost) {
        owner = {static_cast<std::int64_t>(face), found[i].cost};
      }
    }
  }
  CellAssignment assignment;
  for (std::int64_t i = 0; i < cells.size(); ++i) {
    if (const Owner& owner = owners[static_cast<std::size_t>(i)]; owner.face >= 0) {
      assignment.cells.push_back(i);
      assignment.faces.push_back(owner.face);
    } else if (std::any_of(faces.begin(), faces.end(), [&](const ComposedFace& face) {
                 return face.ignored && face.box.contains(cells.middle(i));
               })) {
      assignment.ignored.push_back(i);
    }
  }
  return assignment;
}

}  // namespace antifaz
