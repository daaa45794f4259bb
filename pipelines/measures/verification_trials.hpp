#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "src/data/subjects.hpp"

namespace antifaz {

/// A comparison of two images of the manifest, by row.
struct Trial {
  std::uint32_t left = 0, right = 0;
  bool same = false;
};

struct Trials {
  std::vector<Trial> trials;
  std::size_t mated = 0, non_mated = 0;  ///< of them
  std::size_t non_mated_possible = 0;    ///< of which `non_mated` were drawn
  std::vector<std::string> problems;     ///< one line each
};

/// The pairs whose images both are in the manifest.
Trials trials_of(const std::vector<Pair>& pairs, const Manifest& manifest);

/// More comparisons of either class than this are thinned to a random sample of about as many.
inline constexpr std::size_t kMostTrials = 1'000'000;

/// Every pair of images: mated where the subject is the same. Where there are more than `most` of a
/// class, each is kept with the probability that leaves about `most`, by the seed.
Trials all_trials(const Subjects& subjects, std::uint64_t seed, std::size_t most = kMostTrials);

}  // namespace antifaz
