#pragma once

#include <opencv2/core.hpp>

#include "src/audio/sound_file.hpp"

namespace antifaz {

/// How far processed speech is from the clean speech. Precondition of all: equal lengths.

/// Mean over frames of 32 ms (a quarter apart) of the frame's signal-to-noise ratio in dB, each
/// limited to [-10, 35] (Hansen and Pellom 1998). Frames in which the clean speech is 40 dB below
/// its loudest frame are pauses and don't count.
double segmental_snr_db(const Samples& clean, const Samples& processed, int rate);

/// Mean over frames of the root mean square difference of the log spectra in dB, both cut off 50 dB
/// below the clean signal's peak (Cohen and Gannot 2008). 0 for equal signals; smaller is better.
double log_spectral_distance_db(const Samples& clean, const Samples& processed, int rate);

/// Short-time objective intelligibility (Taal, Hendriks, Heusdens and Jensen 2011), about 0 to 1.
/// NaN where fewer than 30 frames (0.4 s) of speech are left without the pauses.
double stoi(const Samples& clean, const Samples& processed, int rate);

/// Mean absolute difference of two feature matrices (CV_32F, equal sizes). With log-mel features it
/// is Lu et al.'s (2013) noise reduction between noisy and enhanced speech (more is removed where
/// it is larger), and their speech distortion between clean and enhanced speech (smaller is
/// better).
double mean_difference(const cv::Mat& left, const cv::Mat& right);

}  // namespace antifaz
