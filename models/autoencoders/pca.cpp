#include "models/autoencoders/pca.hpp"

#include <torch/types.h>
#include <torch/utils.h>

#include "src/core/error.hpp"

namespace antifaz {
namespace {

constexpr int64_t kExactUpTo = 1500;
constexpr int64_t kOversampling = 10, kKrylovBlocks = 5;  // after the first

torch::Tensor orthonormal(const torch::Tensor& columns) {
  return std::get<0>(torch::linalg_qr(columns));
}

}  // namespace

Pca::Pca(std::vector<int64_t> shape, int64_t components, bool whiten)
    : Autoencoder(std::move(shape), components, Likelihood::kGaussian), whiten_(whiten) {
  if (components > dimensions()) {
    throw Error("PCA of examples with " + std::to_string(dimensions()) +
                " numbers has no more components than that, not " + std::to_string(components));
  }
  mean_ = register_buffer("mean", torch::zeros({dimensions()}));
  components_ = register_buffer("components", torch::zeros({components, dimensions()}));
  variances_ = register_buffer("variances", torch::ones({components}));
  total_ = register_buffer("total", torch::ones({1}));
}

torch::Tensor Pca::centred(const torch::Tensor& examples) {
  check_examples(examples);
  const int64_t n = examples.size(0);
  if (n < code_size() + 1) {
    throw Error("PCA with " + std::to_string(code_size()) + " components needs at least " +
                std::to_string(code_size() + 1) + " examples; there are " + std::to_string(n));
  }
  const torch::NoGradGuard no_grad;
  const torch::Tensor x = examples.flatten(1).to(mean_.options());
  mean_.copy_(x.mean(0));
  torch::Tensor rest = x - mean_;
  total_.fill_(rest.square().sum().item<double>() / static_cast<double>(n - 1));
  return rest;
}

void Pca::keep(const torch::Tensor& components, const torch::Tensor& singular_values,
               int64_t examples) {
  const torch::Tensor largest = components.gather(1, components.abs().argmax(1, true));
  components_.copy_(components * largest.sign());
  variances_.copy_(singular_values.square() / static_cast<double>(examples - 1));
}

bool Pca::fit(const torch::Tensor& examples) {
  if (std::min(examples.size(0), dimensions()) <= kExactUpTo) {
    fit_exact(examples);
  } else {
    fit_randomized(examples);
  }
  return true;
}

void Pca::fit_exact(const torch::Tensor& examples) {
  const torch::NoGradGuard no_grad;
  const torch::Tensor x = centred(examples).to(torch::kDouble);
  const bool tall = x.size(0) >= x.size(1);
  const auto [values, vectors] = torch::linalg_eigh(tall ? x.t().mm(x) : x.mm(x.t()));
  const int64_t all = values.size(0);
  const torch::Tensor s = values.slice(0, all - code_size()).flip(0).clamp_min(0).sqrt();
  const torch::Tensor v = vectors.slice(1, all - code_size()).flip(1);
  keep(tall ? v.t() : orthonormal(x.t().mm(v)).t(), s, x.size(0));
}

void Pca::fit_randomized(const torch::Tensor& examples) {
  const torch::NoGradGuard no_grad;
  const torch::Tensor x = centred(examples);
  const int64_t rank = std::min({code_size() + kOversampling, x.size(0), x.size(1)});
  torch::Tensor block = orthonormal(x.mm(torch::randn({x.size(1), rank}, x.options())));
  std::vector<torch::Tensor> blocks{block};
  for (int64_t i = 0; i < kKrylovBlocks; ++i) {
    block = orthonormal(x.mm(x.t().mm(block)));
    blocks.push_back(block);
  }
  const torch::Tensor basis = orthonormal(torch::cat(blocks, 1));
  const auto [u, s, v] = torch::linalg_svd(basis.t().mm(x), /*full_matrices=*/false);
  keep(v.slice(0, 0, code_size()), s.slice(0, 0, code_size()), x.size(0));
}

torch::Tensor Pca::encode(const torch::Tensor& examples) {
  check_examples(examples);
  const torch::Tensor codes = (examples.flatten(1) - mean_).mm(components_.t());
  return whiten_ ? codes / variances_.clamp_min(1e-12).sqrt() : codes;
}

torch::Tensor Pca::decode(const torch::Tensor& codes) {
  check_codes(codes, code_size());
  const torch::Tensor scaled = whiten_ ? codes * variances_.clamp_min(1e-12).sqrt() : codes;
  std::vector<int64_t> sizes{codes.size(0)};
  sizes.insert(sizes.end(), shape().begin(), shape().end());
  return (scaled.mm(components_) + mean_).view(sizes);
}

}  // namespace antifaz
