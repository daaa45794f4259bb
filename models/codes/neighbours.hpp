#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>

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

/// Share of the exact neighbours that the index found as well.
double agreement(const Neighbours& exact, const Neighbours& indexed);

}  // namespace antifaz
