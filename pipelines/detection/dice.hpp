#pragma once

#include <cmath>
#include <opencv2/core.hpp>
#include <vector>

namespace antifaz {

/// What composing draws at random, and what it measures faces by.

inline bool chance(cv::RNG& random, double share) { return random.uniform(0., 1.) < share; }

/// Between `low` and `high`, every doubling as likely as another.
inline double log_uniform(cv::RNG& random, double low, double high) {
  return low * std::pow(high / low, random.uniform(0., 1.));
}

/// Precondition: there is one.
template <class T>
const T& any_one(const std::vector<T>& all, cv::RNG& random) {
  return all[static_cast<std::size_t>(random.uniform(0, static_cast<int>(all.size())))];
}

/// Side of the square of the same area.
inline double side_of(const cv::Rect2f& box) { return std::sqrt(box.width * box.height); }

}  // namespace antifaz
