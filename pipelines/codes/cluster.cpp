#include "pipelines/codes/cluster.hpp"

#include <algorithm>
#include <numeric>
#include <opencv2/core.hpp>

#include "models/codes/adjusted_rand.hpp"
#include "models/codes/matrix_view.hpp"
#include "src/core/error.hpp"
#include "src/core/subject_bootstrap.hpp"

namespace antifaz {
namespace {

constexpr int kRuns = 10, kSteps = 100;
constexpr std::size_t kReplicates = 1000;

}  // namespace

Clusters cluster_codes(const at::Tensor& codes, int clusters, std::uint64_t seed) {
  if (codes.size(0) < clusters) {
    throw Error("there are " + std::to_string(codes.size(0)) + " codes, too few for " +
                std::to_string(clusters) + " clusters");
  }
  cv::setRNGSeed(static_cast<int>(seed));
  cv::Mat found;
  const double squares =
      cv::kmeans(matrix_view(codes), clusters, found,
                 {cv::TermCriteria::MAX_ITER + cv::TermCriteria::EPS, kSteps, 1e-4}, kRuns,
                 cv::KMEANS_PP_CENTERS);
  std::vector<std::size_t> sizes(static_cast<std::size_t>(clusters));
  for (int i = 0; i < found.rows; ++i) ++sizes[static_cast<std::size_t>(found.at<int>(i))];
  std::vector<int> order(sizes.size()), place(sizes.size());
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(), [&](int a, int b) { return sizes[a] > sizes[b]; });
  Clusters result;
  for (std::size_t c = 0; c < order.size(); ++c) {
    place[order[c]] = static_cast<int>(c);
    result.sizes.push_back(sizes[order[c]]);
  }
  for (int i = 0; i < found.rows; ++i) result.of_row.push_back(place[found.at<int>(i)]);
  result.compactness = squares / static_cast<double>(codes.size(0));
  return result;
}

Figure cluster_agreement(const LabelledCodes& examples, const Clusters& clusters) {
  const auto& subject = examples.subject;
  const std::size_t subjects = *std::max_element(subject.begin(), subject.end()) + 1;
  const auto index = [&](const Multiplicities& times) {
    std::vector<std::uint32_t> of_row;
    for (const std::uint32_t one : subject) of_row.push_back(times[one]);
    return std::vector<double>{adjusted_rand_index(clusters.of_row, examples.labels, of_row)};
  };
  return SubjectBootstrap(subjects, kReplicates, /*seed=*/1).estimate(index).front();
}

std::vector<std::vector<std::size_t>> label_counts(const LabelledCodes& examples,
                                                   const Clusters& clusters) {
  std::vector<std::vector<std::size_t>> counts(clusters.sizes.size(),
                                               std::vector<std::size_t>(examples.classes.size()));
  for (std::size_t i = 0; i < examples.size(); ++i) {
    ++counts[static_cast<std::size_t>(clusters.of_row[i])]
            [static_cast<std::size_t>(examples.labels[i])];
  }
  return counts;
}

}  // namespace antifaz
