#pragma once

#include "models/autoencoders/autoencoder.hpp"

namespace antifaz {

struct VectorQuantisedOptions {
  int64_t codebook = 256;    ///< codewords
  int64_t codeword = 4;      ///< numbers in one; divides the code
  double commitment = 0.25;  ///< weight of how far the encoder is from its codewords
};

/// Vector-quantised autoencoder (van den Oord et al. 2017) around any other: each `codeword`
/// numbers of a code are replaced by the nearest entry of one codebook, so that a code is a few
/// whole numbers, `indices`. The codebook follows the encoder by moving averages (their appendix);
/// it starts from codes of the first batch, and an entry that next to nothing comes to starts anew
/// from one (Dhariwal et al. 2020). Gradients pass the step as if it were not there.
///
/// `encode` gives the codewords themselves, one after the other: distances, means and lines between
/// codes mean something, which those of indices don't. `decode` takes any numbers to their nearest
/// codewords first: so can be decoded what was drawn, walked along or rounded.
class VectorQuantisedAutoencoder : public WrappedAutoencoder {
 public:
  /// Throws `Error` where codewords don't fill the code.
  VectorQuantisedAutoencoder(std::shared_ptr<Autoencoder> inner,
                             const VectorQuantisedOptions& options);

  torch::Tensor encode(const torch::Tensor& examples) override;
  torch::Tensor decode(const torch::Tensor& codes) override;
  /// The penalty is the commitment, in units of the examples' variance, as the error is.
  Reconstruction forward(const torch::Tensor& examples) override;
  void centre(const torch::Tensor& examples) override;
  std::vector<std::shared_ptr<Autoencoder>> layers() override { return {}; }

  /// Which codewords are nearest to codes [N, code]: int64 [N, code / codeword].
  torch::Tensor indices(const torch::Tensor& codes) const;
  /// The codes of such indices.
  torch::Tensor codes_of(const torch::Tensor& indices) const;
  const torch::Tensor& codebook() const { return codebook_; }  ///< [codewords, numbers in one]

 private:
  /// Of vectors [M, numbers in a codeword] which codeword is nearest, [M].
  torch::Tensor nearest(const torch::Tensor& vectors) const;
  /// Moves the codebook towards what the encoder said of a batch, [vectors, numbers in one].
  void follow(const torch::Tensor& vectors);

  VectorQuantisedOptions options_;
  torch::Tensor codebook_, counts_, sums_;  ///< buffers; counts are 0 before training
  torch::Tensor variance_;                  ///< buffer: of the examples, 1 until `centre`
};

}  // namespace antifaz
