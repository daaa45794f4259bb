#pragma once

#include "models/codes/labelled_codes.hpp"
#include "src/core/figure.hpp"

namespace antifaz {

/// Codes divided into groups of near ones.
struct Clusters {
  std::vector<int> of_row;         ///< the cluster of each code, numbered from 0
  std::vector<std::size_t> sizes;  ///< largest first
  double compactness = 0;          ///< mean squared distance of a code from its cluster's centre
};

/// k-means (Lloyd 1982, begun by k-means++, Arthur & Vassilvitskii 2007; the best of ten runs).
/// Throws `Error` where there are fewer codes than clusters.
Clusters cluster_codes(const at::Tensor& codes, int clusters, std::uint64_t seed);

/// Adjusted Rand index of clusters and labels, interval over subjects.
Figure cluster_agreement(const LabelledCodes& examples, const Clusters& clusters);

/// How often each label is in each cluster: [cluster][class].
std::vector<std::vector<std::size_t>> label_counts(const LabelledCodes& examples,
                                                   const Clusters& clusters);

}  // namespace antifaz
