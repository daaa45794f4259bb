#include "pipelines/autoencoders/autoencoder_metrics.hpp"

#include <torch/types.h>
#include <torch/utils.h>

#include <cmath>

#include "models/autoencoders/generative/variational.hpp"
#include "models/autoencoders/kept/code_distribution.hpp"
#include "src/images/image_quality.hpp"
#include "src/tensors/image_tensor.hpp"

namespace antifaz {
namespace {

constexpr std::int64_t kSsimWindow = 11, kBoundDraws = 50, kBoundExamples = 256;
constexpr double kActiveVariance = 0.01;

/// The mean of a measure that takes images as files hold them.
template <class Measure>
double mean_over_images(const torch::Tensor& left, const torch::Tensor& right, Measure measure) {
  TORCH_CHECK(left.sizes() == right.sizes() && left.dim() == 4 && left.size(0) > 0,
              "expected two equally large batches of images");
  const auto image = [](const torch::Tensor& one) { return to_image(one.expand({3, -1, -1})); };
  double sum = 0;
  for (std::int64_t i = 0; i < left.size(0); ++i) sum += measure(image(left[i]), image(right[i]));
  return sum / static_cast<double>(left.size(0));
}

/// Bytes as a density must see them: spread evenly over [0, 1), each over its level, so that the
/// density's bound is one on the bytes' probability too (Theis et al. 2016).
torch::Tensor dequantised(const torch::Tensor& bytes) {
  const torch::Tensor levels = bytes.to(torch::kFloat32);
  return (levels + torch::rand_like(levels)).div(256);
}

double mean_bits(VariationalAutoencoder& model, const torch::Tensor& examples) {
  const std::int64_t count = std::min(kBoundExamples, examples.size(0));
  const torch::Tensor rows = torch::arange(count) * examples.size(0) / count;
  torch::Tensor some = examples.index_select(0, rows.to(torch::kLong));
  // A Bernoulli likelihood is of numbers that are 0 or 1: nothing was quantised.
  const bool quantised = !some.is_floating_point() && model.likelihood() == Likelihood::kGaussian;
  if (quantised) some = dequantised(some);
  const torch::Tensor bounds = map_batches(
      some, [&](const torch::Tensor& x) { return model.log_likelihood_bound(x, kBoundDraws); },
      device_of(model));
  return bits_per_dimension(bounds.mean().item<double>(), model.dimensions(), quantised ? 8 : 0);
}

std::optional<double> mismatch_of(const Autoencoder& model) {
  if (!model.has_prior() || !model.code_distribution()) return std::nullopt;
  const double nats = model.code_distribution()->divergence_from_prior();
  return std::isfinite(nats) ? std::optional<double>(nats) : std::nullopt;
}

VariationalFigures measure_variational(VariationalAutoencoder& model, const Examples& examples) {
  const auto divergence = [&](const torch::Tensor& x) {
    return VariationalAutoencoder::divergence(model.posterior(x)).sum(1);
  };
  const torch::Tensor& shown = examples.shown();
  const torch::Tensor kl = map_batches(shown, divergence, device_of(model));
  return {kl.mean().item<double>(), active_units(encode_all(model, shown)),
          mean_bits(model, examples.clean)};
}

}  // namespace

AutoencoderFigures measure_autoencoder(Autoencoder& model, const Examples& examples) {
  const torch::NoGradGuard no_grad;
  const torch::Tensor& shown = examples.shown();
  const torch::Tensor clean = as_floats(examples.clean);
  const torch::Tensor made = reconstruct_all(model, shown), codes = encode_all(model, shown);
  AutoencoderFigures figures;
  figures.mse = torch::mse_loss(made, clean).item<double>();
  figures.sparsity = hoyer_sparsity(codes).mean().item<double>();
  figures.zeros = (codes == 0).to(torch::kDouble).mean().item<double>();
  if (model.shape().size() == 3) {
    figures.psnr = mean_psnr(made, clean);
    figures.ssim = mean_ssim(made, clean);
  }
  figures.mismatch = mismatch_of(model);
  if (auto* variational = dynamic_cast<VariationalAutoencoder*>(&model)) {
    figures.variational = measure_variational(*variational, examples);
  }
  return figures;
}

double mean_psnr(const torch::Tensor& left, const torch::Tensor& right) {
  return mean_over_images(left, right,
                          [](const cv::Mat& a, const cv::Mat& b) { return psnr_db(a, b); });
}

std::optional<double> mean_ssim(const torch::Tensor& left, const torch::Tensor& right) {
  if (std::min(left.size(2), left.size(3)) < kSsimWindow) return std::nullopt;
  return mean_over_images(left, right,
                          [](const cv::Mat& a, const cv::Mat& b) { return ssim(a, b); });
}

torch::Tensor hoyer_sparsity(const torch::Tensor& codes) {
  const double root = std::sqrt(static_cast<double>(codes.size(1)));
  const torch::Tensor size = codes.square().sum(1).sqrt();
  if (codes.size(1) == 1) return torch::ones_like(size);
  const torch::Tensor sparsity = (root - codes.abs().sum(1) / size) / (root - 1);
  return torch::where(size > 0, sparsity, torch::ones_like(size));
}

std::int64_t active_units(const torch::Tensor& means) {
  return (means.var(0, /*unbiased=*/false) > kActiveVariance).sum().item<std::int64_t>();
}

double bits_per_dimension(double log_likelihood, std::int64_t dimensions, int bits) {
  return bits - log_likelihood / (static_cast<double>(dimensions) * std::log(2.0));
}

}  // namespace antifaz
