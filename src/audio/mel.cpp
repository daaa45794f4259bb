#include "src/audio/mel.hpp"

#include <algorithm>
#include <cmath>

namespace antifaz {
namespace {

double to_mel(double hertz) { return 2595 * std::log10(1 + hertz / 700); }

double to_hertz(double mel) { return 700 * (std::pow(10, mel / 2595) - 1); }

}  // namespace

MelBands::MelBands(int bands, const StftOptions& options, int rate, double floor)
    : weights_(cv::Mat::zeros(bands, options.bins(), CV_32F)), floor_(floor) {
  const double step = to_mel(rate / 2.0) / (bands + 1);
  for (int b = 0; b < bands; ++b) {
    const double low = to_hertz(b * step), centre = to_hertz((b + 1) * step),
                 high = to_hertz((b + 2) * step);
    for (int k = 0; k < weights_.cols; ++k) {
      const double f = static_cast<double>(k) * rate / options.window;
      const double rise = (f - low) / (centre - low), fall = (high - f) / (high - centre);
      weights_.at<float>(b, k) = static_cast<float>(std::max(0.0, std::min(rise, fall)));
    }
    CV_Assert(cv::sum(weights_.row(b))[0] > 0);
  }
  spread_ = weights_.clone();
  spread_.at<float>(0, 0) = 1;  // no filter reaches the ends: they go with the outermost bands
  spread_.at<float>(bands - 1, spread_.cols - 1) = 1;
  for (int k = 0; k < spread_.cols; ++k) spread_.col(k) /= cv::sum(spread_.col(k))[0];
}

cv::Mat MelBands::log_energies(const cv::Mat& power) const {
  cv::Mat energies = power * weights_.t();
  cv::max(energies, floor_, energies);
  cv::log(energies, energies);
  return energies;
}

cv::Mat MelBands::to_bins(const cv::Mat& gain) const { return gain * spread_; }

cv::Mat with_context(const cv::Mat& frames, int context) {
  CV_Assert(context > 0 && context % 2 == 1);
  cv::Mat result(frames.rows, frames.cols * context, frames.type());
  for (int t = 0; t < frames.rows; ++t) {
    for (int c = 0; c < context; ++c) {
      const int from = std::clamp(t + c - context / 2, 0, frames.rows - 1);
      frames.row(from).copyTo(result.row(t).colRange(c * frames.cols, (c + 1) * frames.cols));
    }
  }
  return result;
}

}  // namespace antifaz
