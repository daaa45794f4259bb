#include "pipelines/codes/cluster.hpp"

#include <algorithm>
#include <numeric>
#include <opencv2/core.hpp>

#include "models/codes/adjusted_rand.hpp"
#include "models/codes/labelled_codes.hpp"
#include "models/codes/matrix_view.hpp"
#include "src/core/error.hpp"
#include "src/core/files.hpp"
#include "src/core/subject_bootstrap.hpp"
#include "src/data/csv.hpp"
#include "src/data/new_file.hpp"

namespace antifaz {
namespace {

constexpr int kRuns = 10, kSteps = 100;
constexpr std::size_t kClusterReplicates = 1000;

/// path, cluster
std::string as_csv(const Clusters& clusters, const std::vector<std::string>& names) {
  std::string text = csv_line({"path", "cluster"});
  for (std::size_t i = 0; i < names.size(); ++i) {
    text += csv_line({names[i], std::to_string(clusters.of_row[i])});
  }
  return text;
}

}  // namespace

ClusterReport cluster_codes(const ClusterJob& job, Observer& observer) {
  if (!job.output.empty()) expect_new_file(job.output);
  const LabelledCodes examples = read_codes(job.input, observer);
  const int wanted =
      job.clusters > 0 ? job.clusters : std::max(2, static_cast<int>(examples.classes.size()));
  ClusterReport report;
  report.codes = examples.size();
  report.clusters = cluster_codes(examples.codes, wanted, job.seed);
  if (examples.has_labels()) {
    report.labels = ClusterLabels{examples.classes, label_counts(examples, report.clusters),
                                  cluster_agreement(examples, report.clusters)};
  }
  if (!job.output.empty()) write_atomically(job.output, as_csv(report.clusters, examples.names));
  return report;
}

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
  return SubjectBootstrap(subjects, kClusterReplicates, /*seed=*/1).estimate(index).front();
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
