#pragma once

#include <torch/nn/module.h>

#include <memory>
#include <opencv2/core.hpp>
#include <vector>

#include "pipelines/observer.hpp"
#include "pipelines/speech/noisy_speech.hpp"
#include "pipelines/speech/speech_denoiser_options.hpp"
#include "src/audio/stft.hpp"

namespace antifaz {

/// Root mean square at which estimators look at sounds.
inline constexpr double kSpeechLevel = 0.1;

/// What a `SpeechDenoiser` learns; one class a target. On the device where its module is.
class SpeechEstimator {
 public:
  virtual ~SpeechEstimator() = default;
  virtual torch::nn::Module& module() = 0;
  /// Of pairs whose noisy side has the root mean square `kSpeechLevel`, all as long as one window
  /// or longer; validation may be none.
  virtual TrainReport train(const std::vector<SpeechPair>& pairs,
                            const std::vector<SpeechPair>& validation,
                            const SpeechTraining& options, Observer& observer) = 0;
  /// Gains (CV_32F [frames, bins]) in [0, 1] for a spectrum [frames, bins] of speech at that level.
  virtual cv::Mat gain(const cv::Mat& spectrum) = 0;
};

std::unique_ptr<SpeechEstimator> make_mask_estimator(int rate, const StftOptions& stft);
/// `network` has the shape [7 * 40]. Throws `Error` for one that can't be made.
std::unique_ptr<SpeechEstimator> make_spectrum_estimator(int rate, const StftOptions& stft,
                                                         const AutoencoderOptions& network);

/// float32 copy of a matrix (CV_32F).
torch::Tensor frames_tensor(const cv::Mat& matrix);

/// Numbers a spectrum estimator looks at: 7 frames of 40 bands.
inline constexpr int kSpeechBands = 40, kSpeechContext = 7;

}  // namespace antifaz
