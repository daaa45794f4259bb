#include "models/autoencoders/autoencoder.hpp"

#include <torch/types.h>

#include "models/autoencoders/kept/code_distribution.hpp"
#include "src/core/error.hpp"

namespace antifaz {

Autoencoder::Autoencoder(std::vector<int64_t> shape, int64_t code, Likelihood likelihood)
    : shape_(std::move(shape)), code_(code), likelihood_(likelihood) {
  if (shape_.size() != 1 && shape_.size() != 3) {
    throw Error("an autoencoder takes vectors or images (channels, height, width), not " +
                std::to_string(shape_.size()) + " dimensions");
  }
  for (const int64_t extent : shape_) {
    if (extent < 1) throw Error("an example's extents must be at least 1");
  }
  if (code_ < 1) throw Error("a code needs at least one number");
}

Reconstruction Autoencoder::forward(const torch::Tensor& examples) {
  const torch::Tensor code = encode(examples);
  return {decode(code), code, torch::zeros({}, code.options())};
}

AutoencoderLoss Autoencoder::loss(const torch::Tensor& input, const torch::Tensor& target) {
  const Reconstruction made = forward(input);
  const torch::Tensor error = reconstruction_error(made.output, target);
  return {error + made.penalty,
          {{"error", error.item<double>()}, {"penalty", made.penalty.item<double>()}}};
}

torch::Tensor Autoencoder::sample(int64_t) {
  throw Error(
      "this variant has no prior; --sampler gaussian and --sampler mixture draw from the codes of "
      "any training");
}

torch::Tensor Autoencoder::draw_codes(const torch::Tensor& examples) { return encode(examples); }

void Autoencoder::keep_codes(std::shared_ptr<CodeDistribution> codes) {
  codes_ = named_children().contains("codes") ? replace_module("codes", std::move(codes))
                                              : register_module("codes", std::move(codes));
}

void Autoencoder::centre(const torch::Tensor&) {}

bool Autoencoder::fit(const torch::Tensor&) { return false; }

void Autoencoder::start_epoch(int64_t) {}

std::vector<std::shared_ptr<Autoencoder>> Autoencoder::layers() { return {}; }

int64_t Autoencoder::dimensions() const {
  int64_t product = 1;
  for (const int64_t extent : shape_) product *= extent;
  return product;
}

torch::Tensor Autoencoder::reconstruction_error(const torch::Tensor& output,
                                                const torch::Tensor& target) {
  check_examples(target);
  if (likelihood_ == Likelihood::kBernoulli) return torch::binary_cross_entropy(output, target);
  return torch::mse_loss(output, target);
}

void Autoencoder::check_examples(const torch::Tensor& examples) const {
  TORCH_CHECK(examples.dim() == static_cast<int64_t>(shape_.size()) + 1 &&
                  examples.sizes().slice(1) == at::IntArrayRef(shape_),
              "expected examples of shape ", at::IntArrayRef(shape_), ", got a batch of ",
              examples.sizes());
}

void Autoencoder::check_codes(const torch::Tensor& codes, int64_t size) const {
  TORCH_CHECK(codes.dim() == 2 && codes.size(1) == size, "expected codes [N, ", size, "], got ",
              codes.sizes());
}

WrappedAutoencoder::WrappedAutoencoder(std::shared_ptr<Autoencoder> inner)
    : WrappedAutoencoder(inner, inner->code_size()) {}

WrappedAutoencoder::WrappedAutoencoder(std::shared_ptr<Autoencoder> inner, int64_t code)
    : Autoencoder(inner->shape(), code, inner->likelihood()),
      inner_(register_module("network", std::move(inner))) {}

torch::Tensor interpolate_codes(const torch::Tensor& from, const torch::Tensor& to, int64_t steps) {
  TORCH_CHECK(steps >= 2, "an interpolation has two ends");
  const torch::Tensor share = torch::linspace(0, 1, steps, from.options()).unsqueeze(1);
  return from.unsqueeze(0) * (1 - share) + to.unsqueeze(0) * share;
}

}  // namespace antifaz
