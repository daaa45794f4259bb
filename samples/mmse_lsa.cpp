#include "samples/mmse_lsa.hpp"

#include <algorithm>
#include <cmath>

namespace antifaz {
namespace {

constexpr float kTiny = 1e-12F;

/// exp(E1(v) / 2), E1 the exponential integral.
double half_exponential_integral(double v) { return std::exp(-0.5 * std::expint(-v)); }

}  // namespace

cv::Mat tracked_noise(const cv::Mat& power, double hop_seconds) {
  CV_Assert(power.type() == CV_32F && hop_seconds > 0);
  constexpr double kSpeechSnr = 31.6228;  // 15 dB where there is speech
  // The paper's smoothing constants are for frames 16 ms apart.
  const double keep_presence = std::pow(0.9, hop_seconds / 0.016);
  const double keep_noise = std::pow(0.8, hop_seconds / 0.016);
  const int first = std::clamp(static_cast<int>(std::lround(0.1 / hop_seconds)), 1, power.rows);
  cv::Mat noise, result(power.size(), CV_32F);
  cv::reduce(power.rowRange(0, first), noise, 0, cv::REDUCE_AVG);
  cv::max(noise, kTiny, noise);
  std::vector<double> presence(static_cast<std::size_t>(power.cols), 0.5);
  for (int t = 0; t < power.rows; ++t) {
    for (int k = 0; k < power.cols; ++k) {
      float& level = noise.at<float>(k);
      const double observed = static_cast<double>(power.at<float>(t, k));
      const double ratio = observed / static_cast<double>(level);
      double p = 1 / (1 + (1 + kSpeechSnr) * std::exp(-ratio * kSpeechSnr / (1 + kSpeechSnr)));
      double& mean = presence[static_cast<std::size_t>(k)];
      mean = keep_presence * mean + (1 - keep_presence) * p;
      if (mean > 0.99) p = std::min(p, 0.99);  // or a step in the noise would never be noticed
      const double estimate = p * static_cast<double>(level) + (1 - p) * observed;
      level = std::max(kTiny, static_cast<float>(keep_noise * static_cast<double>(level) +
                                                 (1 - keep_noise) * estimate));
      result.at<float>(t, k) = level;
    }
  }
  return result;
}

cv::Mat mmse_lsa_gain(const cv::Mat& power, double hop_seconds) {
  constexpr double kWeight = 0.98, kLowest = 0.0031623;  // -25 dB
  const cv::Mat noise = tracked_noise(power, hop_seconds);
  cv::Mat gain(power.size(), CV_32F);
  std::vector<double> before(static_cast<std::size_t>(power.cols), 0);  // last estimated power
  for (int t = 0; t < power.rows; ++t) {
    for (int k = 0; k < power.cols; ++k) {
      const auto level = static_cast<double>(noise.at<float>(t, k));
      const auto observed = static_cast<double>(power.at<float>(t, k));
      double& last = before[static_cast<std::size_t>(k)];
      const double posterior = std::max(observed / level, 1e-6);
      const double prior =
          std::max(kLowest, kWeight * last / level + (1 - kWeight) * std::max(0.0, posterior - 1));
      const double wiener = prior / (1 + prior);
      const double g = std::min(1.0, wiener * half_exponential_integral(wiener * posterior));
      gain.at<float>(t, k) = static_cast<float>(g);
      last = g * g * observed;
    }
  }
  return gain;
}

}  // namespace antifaz
