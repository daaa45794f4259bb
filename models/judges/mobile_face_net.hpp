#pragma once

#include <torch/nn/modules/batchnorm.h>
#include <torch/nn/modules/container/sequential.h>
#include <torch/nn/modules/conv.h>

#include "models/judges/embedding_net.hpp"
#include "models/safetensors.hpp"

namespace antifaz {

/// MobileFaceNet (Chen et al. 2018) in the ReLU6 form whose public weights (foamliu/MobileFaceNet)
/// it loads name by name: 112x112 -> 128.
class MobileFaceNet : public EmbeddingNet {
 public:
  static constexpr char kArchitecture[] = "MobileFaceNet 112x112 -> 128";

  /// 1 is the published network; 2 keeps every second bottleneck of each stage, and so on.
  explicit MobileFaceNet(int keep_every = 1);
  Output describe(const torch::Tensor& chips) override;
  int keep_every() const { return keep_every_; }

 private:
  int keep_every_;
  torch::nn::Sequential conv1_, features_, conv2_;
  std::shared_ptr<torch::nn::Module> dw_conv_, gdconv_;
  torch::nn::Conv2d conv3_{nullptr};
  torch::nn::BatchNorm2d bn_{nullptr};
};

/// A student to distil the teacher into: its every `keep_every`-th bottlenecks with their weights
/// (as Sanh et al. 2019 start theirs). Trainable. Precondition: the teacher is whole.
std::shared_ptr<MobileFaceNet> pruned(const MobileFaceNet& teacher, int keep_every);

inline constexpr char kPrunedArchitecture[] = "antifaz-pruned-mobilefacenet";
void save_pruned(const MobileFaceNet& net, Card card, const std::filesystem::path& file);

}  // namespace antifaz
