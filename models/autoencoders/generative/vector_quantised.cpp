#include "models/autoencoders/generative/vector_quantised.hpp"

#include <torch/types.h>
#include <torch/utils.h>

#include "models/autoencoders/kept/centring.hpp"
#include "src/core/error.hpp"

namespace antifaz {
namespace {

constexpr double kDecay = 0.99;  // of the moving averages
constexpr double kUnused = 0.1;  // of the mean count: such an entry starts anew
constexpr double kLeastCount = 1e-5;

}  // namespace

VectorQuantisedAutoencoder::VectorQuantisedAutoencoder(std::shared_ptr<Autoencoder> inner,
                                                       const VectorQuantisedOptions& options)
    : WrappedAutoencoder(std::move(inner)), options_(options) {
  if (code_size() % options.codeword != 0) {
    throw Error("codewords of " + std::to_string(options.codeword) +
                " numbers don't fill a code of " + std::to_string(code_size()) +
                "; choose a code that is a multiple of them");
  }
  const std::vector<int64_t> size{options.codebook, options.codeword};
  codebook_ = register_buffer("codebook", torch::randn(size));
  counts_ = register_buffer("counts", torch::zeros({options.codebook}));
  sums_ = register_buffer("sums", torch::zeros(size));
  variance_ = register_buffer("variance", torch::ones({1}));
}

torch::Tensor VectorQuantisedAutoencoder::indices(const torch::Tensor& codes) const {
  check_codes(codes, code_size());
  const torch::NoGradGuard no_grad;
  return nearest(codes.reshape({-1, options_.codeword})).view({codes.size(0), -1});
}

torch::Tensor VectorQuantisedAutoencoder::nearest(const torch::Tensor& vectors) const {
  return (codebook_.square().sum(1) - 2 * vectors.mm(codebook_.t())).argmin(1);
}

torch::Tensor VectorQuantisedAutoencoder::codes_of(const torch::Tensor& indices) const {
  return codebook_.index_select(0, indices.flatten()).view({indices.size(0), code_size()});
}

torch::Tensor VectorQuantisedAutoencoder::encode(const torch::Tensor& examples) {
  return codes_of(indices(inner().encode(examples)));
}

torch::Tensor VectorQuantisedAutoencoder::decode(const torch::Tensor& codes) {
  return inner().decode(codes_of(indices(codes)));
}

Reconstruction VectorQuantisedAutoencoder::forward(const torch::Tensor& examples) {
  const torch::Tensor said = inner().encode(examples);
  if (is_training()) follow(said.detach().reshape({-1, options_.codeword}));
  const torch::Tensor code = codes_of(indices(said.detach()));
  const torch::Tensor penalty =
      options_.commitment * variance_.squeeze() * torch::mse_loss(said, code);
  // The value is the code's, the gradient goes to what the encoder said.
  return {inner().decode(code + (said - said.detach())), code, penalty};
}

void VectorQuantisedAutoencoder::follow(const torch::Tensor& vectors) {
  const torch::NoGradGuard no_grad;
  const auto some_of_the_batch = [&] {
    return vectors.index_select(
        0, torch::randint(vectors.size(0), {options_.codebook},
                          torch::TensorOptions(torch::kLong).device(vectors.device())));
  };
  const bool first = !counts_.any().item<bool>();
  if (first) codebook_.copy_(some_of_the_batch());
  const torch::Tensor members =
      torch::zeros({vectors.size(0), options_.codebook}, vectors.options())
          .scatter_(1, nearest(vectors).unsqueeze(1), 1);
  counts_.lerp_(members.sum(0), first ? 1 : 1 - kDecay);
  sums_.lerp_(members.t().mm(vectors), first ? 1 : 1 - kDecay);
  const double mean_count =
      static_cast<double>(vectors.size(0)) / static_cast<double>(options_.codebook);
  const torch::Tensor unused = counts_ < kUnused * mean_count;
  const torch::Tensor anew = unused.unsqueeze(1);
  sums_.copy_(torch::where(anew, mean_count * some_of_the_batch(), sums_));
  counts_.copy_(torch::where(unused, torch::full_like(counts_, mean_count), counts_));
  codebook_.copy_(sums_ / counts_.clamp_min(kLeastCount).unsqueeze(1));
}

void VectorQuantisedAutoencoder::centre(const torch::Tensor& examples) {
  const double scale = centre_of(examples).scale;
  const torch::NoGradGuard no_grad;
  variance_.fill_(scale * scale);
  WrappedAutoencoder::centre(examples);
}

}  // namespace antifaz
