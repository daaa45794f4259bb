#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "pipelines/codes/codes_input.hpp"
#include "pipelines/observer.hpp"
#include "src/core/figure.hpp"

namespace antifaz {

struct Neighbours;

struct RetrieveJob {
  CodesInput input;
  std::int64_t neighbours = 10;  ///< how many of each code
  std::uint64_t seed = 1;
  std::filesystem::path output;  ///< CSV file for path, rank, neighbour, distance; empty: none
};

/// How well the nearest codes have the label of the one asked about.
struct RetrievalAt {
  std::int64_t k = 0;
  Figure recall;             ///< share of queries with at least one of the same label among k
  Figure precision;          ///< share of the k that have the label
  double recall_chance = 0;  ///< recall of k other rows drawn at random
  double precision_chance = 0;
};

struct RetrieveReport {
  std::size_t codes = 0;
  double exact_seconds = 0;     ///< to compare every code with every other
  double index_seconds = 0;     ///< to build an index of randomized kd-trees and ask it
  double index_finds = 0;       ///< share of the exact neighbours that the index finds as well
  std::vector<RetrievalAt> at;  ///< with labels only: at 1, 5, 10 and so on
};

/// Finds the nearest other codes of every code, by comparing all and by an index. Throws `Error`
/// where the output can't be written, before anything is read, and where there are too few codes.
RetrieveReport retrieve_codes(const RetrieveJob& job, Observer& observer);

/// Of every example whose label another example has, at each k. Intervals over subjects.
std::vector<RetrievalAt> measure_retrieval(const LabelledCodes& examples, const Neighbours& found,
                                           const std::vector<std::int64_t>& ks);

}  // namespace antifaz
