#pragma once

#include <torch/nn/module.h>

#include <cstdint>
#include <memory>

#include "models/autoencoders/autoencoder.hpp"
#include "models/safetensors.hpp"

namespace antifaz {

/// Where the codes of a training's examples lie, so that others like them can be drawn: a full
/// Gaussian, and a mixture of Gaussians along that one's axes (k-means, then expectation
/// maximisation), at most ten, each of at least ten codes: one example is none. All are buffers. No
/// draw leaves the range that each number of the training's codes had: a code behind a rectifier or
/// a sigmoid stays what it is.
class CodeDistribution : public torch::nn::Module {
 public:
  /// To be filled from a file.
  CodeDistribution(int64_t code, int64_t components);
  /// Of codes [N, code], N at least 1.
  CodeDistribution(const torch::Tensor& codes, std::uint64_t seed);

  /// `n` codes [n, code]; the sampler is not `kPrior`.
  torch::Tensor draw(Sampler sampler, int64_t n) const;
  /// Kullback-Leibler divergence of the Gaussian from the standard normal, in nats: by how much
  /// codes of examples, taken together, are not what a prior says. Infinite where the codes fill no
  /// volume, as fewer codes than they have numbers don't. Some k (k + 1) / 4N too large on average
  /// for N codes of k numbers.
  double divergence_from_prior() const;

 private:
  void register_buffers(int64_t code, int64_t components);

  torch::Tensor mean_, axes_;  ///< [k], and [k, k]: a column for each axis, a deviation long
  torch::Tensor low_, high_;   ///< [k]: least and largest that occurred
  torch::Tensor weights_, centres_, deviations_;  ///< [m], and [m, k] in units of the axes
};

/// Codes of more numbers have no distribution kept: the axes alone would be larger than a network.
constexpr int64_t kLongestDrawnCode = 1024;

/// Encodes the examples (bytes or floating point) and keeps the distribution of their codes in the
/// model, or none of codes that are too long. Precondition: there are examples.
void fit_codes(Autoencoder& model, const torch::Tensor& examples, std::uint64_t seed);

/// Where a file holds such a distribution, gives the model one of its size, to be filled. Throws
/// `Error` for one that is none.
void expect_codes(Autoencoder& model, const TensorFile& contents,
                  const std::filesystem::path& file);

/// Invents `n` examples of codes that a sampler draws; randomness from torch's default generator.
/// Throws `Error` where the model has not what the sampler needs.
torch::Tensor sample(Autoencoder& model, Sampler sampler, int64_t n);

}  // namespace antifaz
