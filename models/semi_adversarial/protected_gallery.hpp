#pragma once

#include <ATen/core/Tensor.h>
#include <torch/nn/module.h>

namespace antifaz {

/// What an attacker reads who has gathered a gallery of protected faces with their true labels and
/// knows a matcher's embeddings of them (Osorio-Roig et al. 2022): the latest embeddings that the
/// generator made, and two attackers that learn from them anew at every step, the vote of the
/// nearest and ridge regression. Its buffers are the gallery, so that a checkpoint can hold it.
class ProtectedGallery : public torch::nn::Module {
 public:
  /// Room for `faces` embeddings of `numbers` numbers; with more the oldest go.
  ProtectedGallery(int64_t faces, int64_t numbers);

  /// Takes [n, d] embeddings, any length, with `labels` [n] (`Gender`; below 0: left out).
  void add(const at::Tensor& embeddings, const at::Tensor& labels);

  /// How far both attackers are from saying nothing of [n, d] `embeddings`: the mean of smooth L1
  /// of their answers, in units of what each says of the gallery itself; scalar with gradient to
  /// `embeddings`. Whoever is certain is wrong, whichever side he takes: moving everybody to the
  /// other one is a mark, too. `originals` [n, d] say whose faces these are: the person's own in
  /// the gallery don't count. 0 as long as the gallery has fewer than 64 of either label.
  at::Tensor told(const at::Tensor& embeddings, const at::Tensor& originals) const;

 private:
  at::Tensor faces_, labels_;  ///< [N, d] of length 1; int64 [N], -1 where nobody is yet
  at::Tensor next_;            ///< int64 [1]
};

}  // namespace antifaz
