#pragma once

#include <opencv2/core.hpp>

namespace antifaz {

/// Noise power of every frame and bin (CV_32F [frames, bins]) of a noisy power spectrum, from the
/// probability that speech is absent (Gerkmann and Hendriks 2012). The first 100 ms are taken for
/// noise; `hop_seconds` is the time from frame to frame.
cv::Mat tracked_noise(const cv::Mat& power, double hop_seconds);

/// Gains of the minimum mean-square error estimate of the log spectral amplitude (Ephraim and Malah
/// 1985) with decision-directed a priori signal-to-noise ratio (weight 0.98, at least -25 dB):
/// CV_32F [frames, bins] in (0, 1]. No training: what learned enhancement must beat.
cv::Mat mmse_lsa_gain(const cv::Mat& power, double hop_seconds);

}  // namespace antifaz
