#pragma once

#include <optional>

#include "pipelines/autoencoders/autoencode.hpp"
#include "pipelines/autoencoders/autoencoder_figures.hpp"

namespace antifaz {

/// Shows the model `examples` (the noisy ones of pairs) and compares with the clean ones. The bound
/// takes 50 draws on at most 256 evenly spaced examples, from torch's default generator.
/// Preconditions: there are examples; the model is in evaluation mode.
AutoencoderFigures measure_autoencoder(Autoencoder& model, const Examples& examples);

/// Peak signal-to-noise ratio in dB of images [N, 1 or 3, H, W] in [0, 1], rounded to 8 bits as
/// files hold them: the mean over the images of what `psnr_db` says of each, as it is wherever this
/// program reports one. Infinite where an image has no error.
double mean_psnr(const torch::Tensor& left, const torch::Tensor& right);

/// Mean SSIM (luma) of such images. Empty where they are smaller than the measure's window of 11
/// pixels.
std::optional<double> mean_ssim(const torch::Tensor& left, const torch::Tensor& right);

/// Of each code [N, n]: (sqrt(n) - |x|_1 / |x|_2) / (sqrt(n) - 1), from 0 (all numbers equally
/// large) to 1 (a single one differs from 0; Hoyer 2004). A code of zeros, or of one number, has 1.
torch::Tensor hoyer_sparsity(const torch::Tensor& codes);

/// Code numbers whose posterior mean [N, code] has a variance over the examples above 0.01: the
/// others carry nothing (Burda et al. 2016).
std::int64_t active_units(const torch::Tensor& means);

/// Bits for each number of an example, given its log likelihood in nats, and how many bits the
/// numbers were quantised to (0: they were not).
double bits_per_dimension(double log_likelihood, std::int64_t dimensions, int bits);

}  // namespace antifaz
