#pragma once

#include <opencv2/core.hpp>

#include "src/audio/stft.hpp"

namespace antifaz {

/// Triangular filters evenly spaced on the mel scale, 2595 log10(1 + f / 700), from 0 to half the
/// rate.
class MelBands {
 public:
  /// Energies below `floor` count as that: it keeps pauses from being infinitely low.
  /// Precondition: so few bands that each holds a bin; 40 at 8 kHz need a window of 256.
  MelBands(int bands, const StftOptions& options, int rate, double floor = 1e-8);

  int size() const { return weights_.rows; }

  /// Natural logarithm of the bands' energies (CV_32F) [frames, bands] of a power spectrum
  /// [frames, bins].
  cv::Mat log_energies(const cv::Mat& power) const;

  /// Spreads a gain a band [frames, bands] over the bins [frames, bins]: each bin takes the mean of
  /// the bands it lies in, weighted by their filters.
  cv::Mat to_bins(const cv::Mat& gain) const;

 private:
  cv::Mat weights_;  ///< [bands, bins]
  double floor_;
  cv::Mat spread_;  ///< [bands, bins], columns sum to 1
};

/// Every frame with its neighbours, `context` (odd) in all, edges repeated:
/// [frames, n] -> [frames, context * n].
cv::Mat with_context(const cv::Mat& frames, int context);

}  // namespace antifaz
