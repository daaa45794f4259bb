#pragma once

#include <torch/nn/module.h>

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "models/autoencoders/options.hpp"
#include "src/core/named_values.hpp"

namespace antifaz {

class CodeDistribution;

/// What an autoencoder makes of a batch.
struct Reconstruction {
  torch::Tensor output;   ///< [N, shape...]
  torch::Tensor code;     ///< [N, code]
  torch::Tensor penalty;  ///< scalar that the variant adds to the reconstruction error, weighted
};

/// What a training step minimises.
struct AutoencoderLoss {
  torch::Tensor total;  ///< scalar with gradient
  NamedValues parts;    ///< its named parts, for the curves
};

/// One interface for every autoencoder, from PCA to the variational one: examples of a fixed shape
/// ([D], or [C, H, W] for images in [0, 1]) to codes [N, code] and back. A tensor of another shape
/// is a bug of the caller's (`TORCH_CHECK`).
class Autoencoder : public torch::nn::Module {
 public:
  Autoencoder(std::vector<int64_t> shape, int64_t code, Likelihood likelihood);

  virtual torch::Tensor encode(const torch::Tensor& examples) = 0;
  virtual torch::Tensor decode(const torch::Tensor& codes) = 0;
  /// Decodes the encoded; no penalty.
  virtual Reconstruction forward(const torch::Tensor& examples);
  /// Of `input` reconstructed, against `target` (the same tensor, or clean where `input` is noisy).
  /// The default is the reconstruction error plus `forward`'s penalty.
  virtual AutoencoderLoss loss(const torch::Tensor& input, const torch::Tensor& target);

  /// Whether its training asks codes to be distributed in some way.
  virtual bool has_prior() const { return false; }
  /// Invents `n` examples of codes that its prior draws. Throws `Error` where the variant has none.
  virtual torch::Tensor sample(int64_t n);
  /// Codes of examples as `decode` met them in training. The default is `encode`.
  virtual torch::Tensor draw_codes(const torch::Tensor& examples);
  /// Keeps, among the buffers, how the codes of the training's examples are distributed.
  void keep_codes(std::shared_ptr<CodeDistribution> codes);
  /// None where nothing was kept.
  const std::shared_ptr<CodeDistribution>& code_distribution() const { return codes_; }
  /// Told the examples to be trained on, [N, shape...] bytes or floating point, before training
  /// begins: a network keeps where they lie (`Centring`). The default has no use for it.
  virtual void centre(const torch::Tensor& examples);
  /// Learns from all examples at once, [N, shape...] floating point. False where there is no closed
  /// form: train it then.
  virtual bool fit(const torch::Tensor& examples);
  /// Told before each epoch, counted from 0: some losses change as training goes on.
  virtual void start_epoch(int64_t epoch);
  /// The one-layer autoencoders that this one is a stack of, input to code, sharing its weights:
  /// what greedy pretraining trains one after the other. Empty where it is no such stack.
  virtual std::vector<std::shared_ptr<Autoencoder>> layers();

  const std::vector<int64_t>& shape() const { return shape_; }
  int64_t code_size() const { return code_; }
  Likelihood likelihood() const { return likelihood_; }
  /// Numbers in one example.
  int64_t dimensions() const;

 protected:
  /// Mean squared error or mean binary cross-entropy per number; scalar.
  torch::Tensor reconstruction_error(const torch::Tensor& output, const torch::Tensor& target);
  void check_examples(const torch::Tensor& examples) const;
  void check_codes(const torch::Tensor& codes, int64_t size) const;

 private:
  std::vector<int64_t> shape_;
  int64_t code_;
  Likelihood likelihood_;
  std::shared_ptr<CodeDistribution> codes_;
};

/// An autoencoder that changes what training does to another one: its base for denoising, sparse,
/// contractive and variational autoencoders.
class WrappedAutoencoder : public Autoencoder {
 public:
  /// `code` is the code's size where the wrapper's is not the network's.
  explicit WrappedAutoencoder(std::shared_ptr<Autoencoder> inner);
  WrappedAutoencoder(std::shared_ptr<Autoencoder> inner, int64_t code);

  torch::Tensor encode(const torch::Tensor& examples) override { return inner_->encode(examples); }
  torch::Tensor decode(const torch::Tensor& codes) override { return inner_->decode(codes); }
  void centre(const torch::Tensor& examples) override { inner_->centre(examples); }
  void start_epoch(int64_t epoch) override { inner_->start_epoch(epoch); }
  std::vector<std::shared_ptr<Autoencoder>> layers() override { return inner_->layers(); }

 protected:
  Autoencoder& inner() { return *inner_; }

 private:
  std::shared_ptr<Autoencoder> inner_;
};

/// `steps` codes (at least 2) on the line from one code [code] to another, both ends included.
torch::Tensor interpolate_codes(const torch::Tensor& from, const torch::Tensor& to, int64_t steps);

}  // namespace antifaz
