#include "src/audio/stft.hpp"

#include <cmath>

namespace antifaz {
namespace {

std::vector<float> periodic_hann(int size) {
  std::vector<float> window(static_cast<std::size_t>(size));
  for (int i = 0; i < size; ++i) {
    window[static_cast<std::size_t>(i)] =
        static_cast<float>(0.5 - 0.5 * std::cos(CV_2PI * i / size));
  }
  return window;
}

void check(const StftOptions& options) {
  CV_Assert(options.hop > 0 && options.window % 2 == 0 && options.window % options.hop == 0 &&
            2 * options.hop <= options.window);
}

/// Where frame `t` begins, in samples; the first frames begin before the signal.
int begin_of(int t, const StftOptions& options) { return (t + 1) * options.hop - options.window; }

}  // namespace

int StftOptions::frames(std::size_t samples) const {
  return (static_cast<int>(samples) + window - 1) / hop;
}

cv::Mat stft(const Samples& samples, const StftOptions& options) {
  check(options);
  const std::vector<float> window = periodic_hann(options.window);
  const int length = static_cast<int>(samples.size());
  cv::Mat frames = cv::Mat::zeros(options.frames(samples.size()), options.window, CV_32F);
  for (int t = 0; t < frames.rows; ++t) {
    const int begin = begin_of(t, options);
    float* frame = frames.ptr<float>(t);
    for (int i = std::max(0, -begin); i < options.window && begin + i < length; ++i) {
      frame[i] = window[static_cast<std::size_t>(i)] * samples[static_cast<std::size_t>(begin + i)];
    }
  }
  cv::Mat spectrum;
  cv::dft(frames, spectrum, cv::DFT_ROWS | cv::DFT_COMPLEX_OUTPUT);
  return spectrum.colRange(0, options.bins()).clone();
}

Samples inverse_stft(const cv::Mat& spectrum, const StftOptions& options, std::size_t length) {
  check(options);
  CV_Assert(spectrum.type() == CV_32FC2 && spectrum.cols == options.bins() &&
            spectrum.rows == options.frames(length));
  // OpenCV reads the lower half of each row and knows the rest by symmetry.
  cv::Mat whole = cv::Mat::zeros(spectrum.rows, options.window, CV_32FC2), frames;
  spectrum.copyTo(whole.colRange(0, options.bins()));
  cv::dft(whole, frames, cv::DFT_ROWS | cv::DFT_INVERSE | cv::DFT_SCALE | cv::DFT_REAL_OUTPUT);
  const std::vector<float> window = periodic_hann(options.window);
  std::vector<double> sum(length, 0), weight(length, 0);
  for (int t = 0; t < frames.rows; ++t) {
    const int begin = begin_of(t, options);
    const float* frame = frames.ptr<float>(t);
    for (int i = std::max(0, -begin); i < options.window; ++i) {
      const auto at = static_cast<std::size_t>(begin + i);
      if (at >= length) break;
      const double w = window[static_cast<std::size_t>(i)];
      sum[at] += w * static_cast<double>(frame[i]);
      weight[at] += w * w;
    }
  }
  Samples samples(length);
  for (std::size_t i = 0; i < length; ++i) samples[i] = static_cast<float>(sum[i] / weight[i]);
  return samples;
}

cv::Mat power_spectrum(const cv::Mat& spectrum) {
  cv::Mat power(spectrum.size(), CV_32F);
  for (int t = 0; t < spectrum.rows; ++t) {
    const auto* from = spectrum.ptr<cv::Vec2f>(t);
    for (int k = 0; k < spectrum.cols; ++k) power.at<float>(t, k) = from[k].dot(from[k]);
  }
  return power;
}

cv::Mat with_gain(const cv::Mat& spectrum, const cv::Mat& gain) {
  CV_Assert(spectrum.size() == gain.size() && gain.type() == CV_32F);
  cv::Mat both, result;
  cv::merge(std::vector<cv::Mat>{gain, gain}, both);
  cv::multiply(spectrum, both, result);
  return result;
}

}  // namespace antifaz
