#pragma once

#include "models/codes/labelled_codes.hpp"
#include "src/core/figure.hpp"

namespace antifaz {

/// The nearest other rows of every row, nearest first.
struct Neighbours {
  at::Tensor rows;       ///< int64 [N, k]
  at::Tensor distances;  ///< float32 [N, k], Euclidean
};

/// Compares every row with every other. Throws `Error` where there are no k others.
Neighbours exact_neighbours(const at::Tensor& codes, std::int64_t k);

/// Searches an index of randomized kd-trees (FLANN; Muja & Lowe 2009) instead: faster, and now and
/// then a neighbour is missed.
Neighbours indexed_neighbours(const at::Tensor& codes, std::int64_t k, std::uint64_t seed);

/// How well the nearest codes have the label of the one asked about.
struct RetrievalAt {
  std::int64_t k = 0;
  Figure recall;             ///< share of queries with at least one of the same label among k
  Figure precision;          ///< share of the k that have the label
  double recall_chance = 0;  ///< recall of k other rows drawn at random
  double precision_chance = 0;
};

/// Of every example whose label another example has, at each k. Intervals over subjects.
std::vector<RetrievalAt> judge_retrieval(const LabelledCodes& examples, const Neighbours& found,
                                         const std::vector<std::int64_t>& ks);

/// Share of the exact neighbours that the index found as well.
double agreement(const Neighbours& exact, const Neighbours& indexed);

}  // namespace antifaz
