#include "pipelines/autoencoders/autoencoder_figures.hpp"

namespace antifaz {

NamedValues named(const AutoencoderFigures& figures) {
  NamedValues values{{"mse", figures.mse}};
  if (figures.psnr) values.emplace_back("psnr_db", *figures.psnr);
  if (figures.ssim) values.emplace_back("ssim", *figures.ssim);
  values.emplace_back("code_sparsity", figures.sparsity);
  values.emplace_back("code_zeros", figures.zeros);
  const auto& variational = figures.variational;
  if (variational) {
    values.emplace_back("kl_nats", variational->kl);
    values.emplace_back("active_units", static_cast<double>(variational->active_units));
  }
  if (figures.mismatch) values.emplace_back("mismatch_nats", *figures.mismatch);
  if (variational) values.emplace_back("bits_per_dimension", variational->bits_per_dimension);
  return values;
}

}  // namespace antifaz
