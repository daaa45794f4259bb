#pragma once

#include <ATen/core/Tensor.h>

namespace antifaz {

/// Weights that make both labels count alike and sum up to the number of faces, float64 [N].
/// `labels` int64 [N], 0 or 1. Precondition: both are there.
at::Tensor label_weights(const at::Tensor& labels);

/// L2-regularised logistic regression on standardised features (penalty 1 against the summed
/// loss), the two labels weighted alike; Newton's method.
class LogisticRegression {
 public:
  /// `features` float [N, d], `labels` int64 [N], 0 or 1. Precondition: both labels are there.
  LogisticRegression(const at::Tensor& features, const at::Tensor& labels);

  /// float64 [n]; above 0 says label 1.
  at::Tensor logits(const at::Tensor& features) const;
  /// By how much a logit grows with each feature as it was given, float64 [d].
  at::Tensor slope() const;

 private:
  at::Tensor with_one(const at::Tensor& features) const;

  at::Tensor mean_, scale_;  ///< [d]
  at::Tensor weights_;       ///< [d + 1]; the last is the constant
};

}  // namespace antifaz
