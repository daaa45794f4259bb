#pragma once

#include <torch/types.h>

#include <cstdint>

namespace antifaz {

/// How far masked noisy speech is from the clean one, for training. All [N, T, bins], frames 16 ms
/// apart.
class MaskLoss {
 public:
  /// What a mask is judged by.
  struct Speech {
    torch::Tensor noisy, clean;  ///< magnitudes
    torch::Tensor agreement;     ///< cosine between their phases
  };
  struct Parts {
    torch::Tensor
        spectrum;  ///< of magnitudes raised to 0.3, as loudness is, with and without phase
    torch::Tensor envelope;  ///< 1 - mean correlation of the third-octave envelopes over 0.4 s,
                             ///< after STOI (Taal et al. 2011)
    torch::Tensor total() const;
  };

  /// For spectra of so many bins from 0 to half the rate.
  MaskLoss(int64_t bins, int rate);
  /// Scalars with gradient. Precondition: at least 24 frames.
  Parts operator()(const torch::Tensor& gain, const Speech& speech) const;

 private:
  torch::Tensor envelopes(const torch::Tensor& magnitude) const;

  torch::Tensor thirds_;  ///< [bins, bands] of zeros and ones
};

}  // namespace antifaz
