#pragma once

#include <torch/nn/module.h>

#include <filesystem>
#include <memory>
#include <string>

namespace antifaz {

/// Network III: a differentiable face matcher on aligned chips.
class EmbeddingNet : public torch::nn::Module {
 public:
  struct Output {
    torch::Tensor map;  ///< last spatial features, [N, 128, 7, 7] unless said otherwise: what a
                        ///< student is taught besides the embedding; undefined where there are none
    torch::Tensor embedding;  ///< [N, 128 unless said otherwise], not normalised; compare by cosine
  };

  /// `chips` [N, 3, kChipSize, kChipSize] RGB in [0, 1]; the matcher sees their inner 112x112
  /// unless said otherwise.
  virtual Output describe(const torch::Tensor& chips) = 0;
  torch::Tensor forward(const torch::Tensor& chips) { return describe(chips).embedding; }
};

/// Cosine similarity of rows, [N].
torch::Tensor cosine(const torch::Tensor& left, const torch::Tensor& right);

/// Each row of [N, d], d > 0, at length 1 (a row of zeros stays).
torch::Tensor unit_length(const torch::Tensor& x);

/// Loads any matcher this project knows by the card's architecture (MobileFaceNet, the student,
/// VGG-Face), or somebody else's (`load_script_matcher`), frozen.
std::shared_ptr<EmbeddingNet> load_embedding_net(const std::filesystem::path& file);

}  // namespace antifaz
