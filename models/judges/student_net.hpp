#pragma once

#include <torch/nn/modules/batchnorm.h>
#include <torch/nn/modules/container/sequential.h>
#include <torch/nn/modules/conv.h>
#include <torch/nn/modules/linear.h>

#include "models/judges/embedding_net.hpp"
#include "models/safetensors.hpp"

namespace antifaz {

struct StudentNetOptions {
  int width = 48;    ///< channels at 28x28; doubled and quadrupled below
  int length = 128;  ///< of the embedding: the teacher's
};

/// A small face matcher of plain residual blocks, taught by distillation (Hinton et al. 2015;
/// feature hints after Romero et al. 2015) to give another matcher's embedding, MobileFaceNet's or
/// that of somebody else's: 112x112 -> length. Plain convolutions, since depthwise ones run far
/// below a CPU's peak.
class StudentNet : public EmbeddingNet {
 public:
  static constexpr char kArchitecture[] = "antifaz-student-matcher";

  explicit StudentNet(const StudentNetOptions& options = {});
  Output describe(const torch::Tensor& chips) override;
  const StudentNetOptions& options() const { return options_; }

 private:
  StudentNetOptions options_;
  torch::nn::Sequential features_;
  torch::nn::Conv2d map_;  ///< to the teacher's 128 channels
  torch::nn::Sequential expand_;
  torch::nn::Conv2d pool_;  ///< global depthwise convolution
  torch::nn::Linear embed_;
};

void save_student(const StudentNet& net, Card card, const std::filesystem::path& file);
StudentNetOptions student_options(const TensorFile& contents, const std::filesystem::path& file);

}  // namespace antifaz
