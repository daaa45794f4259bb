#include "models/codes/neighbours.hpp"

#include <torch/types.h>

#include <limits>
#include <opencv2/flann.hpp>
#include <string>
#include <vector>

#include "models/codes/matrix_view.hpp"
#include "src/core/error.hpp"

namespace antifaz {
namespace {

constexpr std::int64_t kChunk = 512;  // queries compared with all rows at a time
constexpr int kTrees = 8, kChecks = 256;

void expect_enough(const at::Tensor& codes, std::int64_t k) {
  if (codes.size(0) <= k) {
    throw Error("there are only " + std::to_string(codes.size(0)) + " codes; " + std::to_string(k) +
                " neighbours of each need more");
  }
}

}  // namespace

Neighbours exact_neighbours(const at::Tensor& codes, std::int64_t k) {
  expect_enough(codes, k);
  std::vector<at::Tensor> rows, distances;
  for (std::int64_t at = 0; at < codes.size(0); at += kChunk) {
    const at::Tensor some = codes.slice(0, at, at + kChunk);
    at::Tensor apart = torch::cdist(some, codes);
    const at::Tensor self = torch::arange(some.size(0));
    apart.index_put_({self, self + at}, std::numeric_limits<float>::infinity());
    const auto [nearest, which] = apart.topk(k, 1, /*largest=*/false);
    rows.push_back(which);
    distances.push_back(nearest);
  }
  return {torch::cat(rows), torch::cat(distances)};
}

Neighbours indexed_neighbours(const at::Tensor& codes, std::int64_t k, std::uint64_t seed) {
  expect_enough(codes, k);
  cv::setRNGSeed(static_cast<int>(seed));  // FLANN draws from OpenCV's generator
  const cv::Mat matrix = matrix_view(codes);
  cv::flann::Index index(matrix, cv::flann::KDTreeIndexParams(kTrees));
  cv::Mat found, squares;
  index.knnSearch(matrix, found, squares, static_cast<int>(k + 1),
                  cv::flann::SearchParams(std::max(kChecks, 8 * static_cast<int>(k + 1))));
  Neighbours result{torch::empty({codes.size(0), k}, torch::kInt64),
                    torch::empty({codes.size(0), k})};
  auto rows = result.rows.accessor<std::int64_t, 2>();
  auto distances = result.distances.accessor<float, 2>();
  for (int i = 0; i < found.rows; ++i) {
    std::int64_t to = 0;
    for (int j = 0; j < found.cols && to < k; ++j) {  // the row itself is left out
      if (found.at<int>(i, j) == i) continue;
      rows[i][to] = found.at<int>(i, j);
      distances[i][to++] = std::sqrt(squares.at<float>(i, j));
    }
  }
  return result;
}

double agreement(const Neighbours& exact, const Neighbours& indexed) {
  const at::Tensor same = exact.rows.unsqueeze(2).eq(indexed.rows.unsqueeze(1)).any(2);
  return same.to(torch::kDouble).mean().item<double>();
}

}  // namespace antifaz
