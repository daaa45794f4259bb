#pragma once

#include <opencv2/core.hpp>

#include "src/audio/sound_file.hpp"

namespace antifaz {

/// Frames of a short-time Fourier transform. The defaults are 32 ms and 8 ms at 8 kHz.
struct StftOptions {
  int window = 256;  ///< samples a frame (periodic Hann window); even
  int hop = 64;      ///< samples from frame to frame; divides `window`, at most half of it

  int bins() const { return window / 2 + 1; }
  /// Frames of so many samples: each sample lies in window / hop of them.
  int frames(std::size_t samples) const;
};

/// Complex spectrum (CV_32FC2), one frame a row: [frames, bins].
cv::Mat stft(const Samples& samples, const StftOptions& options);

/// The signal of `length` samples whose STFT is nearest to `spectrum` in the least-squares sense
/// (Griffin and Lim 1984), so `inverse_stft(stft(x))` is x.
Samples inverse_stft(const cv::Mat& spectrum, const StftOptions& options, std::size_t length);

/// Squared magnitudes (CV_32F) [frames, bins].
cv::Mat power_spectrum(const cv::Mat& spectrum);

/// The spectrum with every magnitude multiplied by `gain` (CV_32F [frames, bins]), the phase kept.
cv::Mat with_gain(const cv::Mat& spectrum, const cv::Mat& gain);

}  // namespace antifaz
