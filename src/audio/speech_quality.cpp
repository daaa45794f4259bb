#include "src/audio/speech_quality.hpp"

#include <algorithm>
#include <cmath>

#include "src/audio/stft.hpp"

namespace antifaz {
namespace {

/// Frames of 32 ms, a quarter apart.
StftOptions frames_of(int rate) {
  const int hop = rate / 125;
  return {4 * hop, hop};
}

double energy(const Samples& samples, std::size_t begin, std::size_t end) {
  double sum = 0;
  for (std::size_t i = begin; i < end; ++i) sum += std::pow(static_cast<double>(samples[i]), 2);
  return sum;
}

}  // namespace

double segmental_snr_db(const Samples& clean, const Samples& processed, int rate) {
  CV_Assert(clean.size() == processed.size());
  Samples error(clean.size());
  for (std::size_t i = 0; i < clean.size(); ++i) error[i] = processed[i] - clean[i];
  const StftOptions frame = frames_of(rate);
  const auto size = static_cast<std::size_t>(frame.window),
             hop = static_cast<std::size_t>(frame.hop);
  std::vector<double> signals, ratios;
  for (std::size_t begin = 0; begin + size <= clean.size(); begin += hop) {
    const double signal = energy(clean, begin, begin + size);
    const double noise = energy(error, begin, begin + size);
    signals.push_back(signal);
    ratios.push_back(std::clamp(10 * std::log10((signal + 1e-12) / (noise + 1e-12)), -10.0, 35.0));
  }
  const double loudest = signals.empty() ? 0 : *std::max_element(signals.begin(), signals.end());
  double sum = 0;
  int count = 0;
  for (std::size_t i = 0; i < ratios.size(); ++i) {
    if (signals[i] < 1e-4 * loudest) continue;
    sum += ratios[i];
    ++count;
  }
  return sum / count;
}

double log_spectral_distance_db(const Samples& clean, const Samples& processed, int rate) {
  CV_Assert(clean.size() == processed.size());
  const StftOptions frame = frames_of(rate);
  cv::Mat one = power_spectrum(stft(clean, frame)), other = power_spectrum(stft(processed, frame));
  double peak = 0;
  cv::minMaxLoc(one, nullptr, &peak);
  double sum = 0;
  for (cv::Mat* power : {&one, &other}) {
    cv::max(*power, std::max(1e-5 * peak, 1e-30), *power);
    cv::log(*power, *power);
  }
  const cv::Mat difference = (one - other) * (10 / std::log(10.0));
  for (int t = 0; t < difference.rows; ++t) {
    sum += cv::norm(difference.row(t)) / std::sqrt(difference.cols);
  }
  return sum / difference.rows;
}

double mean_difference(const cv::Mat& left, const cv::Mat& right) {
  return cv::norm(left, right, cv::NORM_L1) / static_cast<double>(left.total());
}

}  // namespace antifaz
