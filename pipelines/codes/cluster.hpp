#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "pipelines/codes/codes_input.hpp"
#include "src/core/figure.hpp"

namespace at {
class Tensor;
}

namespace antifaz {

struct ClusterJob {
  CodesInput input;
  int clusters = 0;  ///< how many; 0: as many as there are labels, at least 2
  std::uint64_t seed = 1;
  std::filesystem::path output;  ///< CSV file for path, cluster; empty: none
};

/// Codes divided into groups of near ones.
struct Clusters {
  std::vector<int> of_row;         ///< the cluster of each code, numbered from 0
  std::vector<std::size_t> sizes;  ///< largest first
  double compactness = 0;          ///< mean squared distance of a code from its cluster's centre
};

/// Clusters beside labels.
struct ClusterLabels {
  std::vector<std::string> labels;               ///< that occur, sorted
  std::vector<std::vector<std::size_t>> counts;  ///< how often each is in each cluster
  Figure agreement;                              ///< adjusted Rand index, interval over subjects
};

struct ClusterReport {
  std::size_t codes = 0;
  Clusters clusters;
  std::optional<ClusterLabels> labels;  ///< where the codes have such
};

/// Divides codes into clusters. Throws `Error` where the output can't be written, before anything
/// is read, and where there are fewer codes than clusters.
ClusterReport cluster_codes(const ClusterJob& job, Observer& observer);

/// k-means (Lloyd 1982, begun by k-means++, Arthur & Vassilvitskii 2007; the best of ten runs).
/// Throws `Error` where there are fewer codes than clusters.
Clusters cluster_codes(const at::Tensor& codes, int clusters, std::uint64_t seed);

/// Adjusted Rand index of clusters and labels, interval over subjects.
Figure cluster_agreement(const LabelledCodes& examples, const Clusters& clusters);

/// How often each label is in each cluster: [cluster][class].
std::vector<std::vector<std::size_t>> label_counts(const LabelledCodes& examples,
                                                   const Clusters& clusters);

}  // namespace antifaz
