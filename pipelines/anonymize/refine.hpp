#pragma once

#include <ATen/core/Tensor.h>
#include <c10/core/Device.h>

#include <memory>
#include <vector>

#include "models/judges/gender_judge.hpp"
#include "pipelines/anonymize/refine_options.hpp"

namespace antifaz {

/// Takes a generator's proposal further for the face at hand: a few steps along the gradient of
/// several classifiers, of which each step asks some on a randomly turned, scaled and lit view.
/// What is done once for all faces by training is completed for each: momentum (Dong et al. 2018),
/// input diversity (Xie et al. 2019) and smoothed gradients (Dong et al. 2019) make it work on
/// classifiers that are not asked. Steps are proportional to the gradient, not its sign: equal
/// effect at half the change. Left to themselves they would paint lids purple and noses green:
/// hence the bound on colour.
class Refiner {
 public:
  /// `average_faces` [3, 3, S, S] in [0, 1] in the order of `Target`: how a classifier's logits
  /// differ between the female and the male one is what is typical of it. Throws `Error` without
  /// classifiers.
  Refiner(std::vector<std::shared_ptr<GenderJudge>> classifiers, const at::Tensor& average_faces,
          const RefineOptions& options, c10::Device device);

  /// A better change [N, 3, S, S] than `change` for `chips` [N, 3, S, S] in [0, 1] and `targets`
  /// int64 [N], all on the device. The same faces in the same order get the same change.
  at::Tensor refined(const at::Tensor& chips, const at::Tensor& change, const at::Tensor& targets);

 private:
  at::Tensor distance(const at::Tensor& faces, const at::Tensor& targets);

  std::vector<std::shared_ptr<GenderJudge>> classifiers_;
  std::vector<double> typical_logit_;
  RefineOptions options_;
  at::Tensor mask_;
};

}  // namespace antifaz
