#include "models/weights.hpp"

#include <torch/nn/module.h>
#include <torch/utils.h>

#include "src/core/error.hpp"

namespace antifaz {
namespace {

std::string shape_text(const at::Tensor& tensor) {
  std::string text = "[";
  for (const int64_t extent : tensor.sizes()) {
    if (text.size() > 1) text += ",";
    text += std::to_string(extent);
  }
  return text + "]";
}

/// Parameters and floating point buffers by name; batch norm's step counters carry nothing worth
/// keeping.
std::map<std::string, at::Tensor> state(const torch::nn::Module& module) {
  std::map<std::string, at::Tensor> tensors;
  for (const auto& item : module.named_parameters()) tensors[item.key()] = item.value();
  for (const auto& item : module.named_buffers()) {
    if (item.value().is_floating_point()) tensors[item.key()] = item.value();
  }
  return tensors;
}

}  // namespace

void save_weights(const torch::nn::Module& module, const Card& card,
                  const std::filesystem::path& file, at::ScalarType type) {
  TORCH_CHECK(card.count("architecture"), "a card must name the architecture");
  TensorFile contents{card, {}};
  for (const auto& [name, tensor] : state(module)) {
    contents.tensors[name] = tensor.detach().to(type);
  }
  write_safetensors(contents, file);
}

void load_weights(torch::nn::Module& module, const TensorFile& contents,
                  const std::filesystem::path& file) {
  const torch::NoGradGuard no_grad;
  auto targets = state(module);
  for (const auto& [name, tensor] : contents.tensors) {
    if (!targets.count(name) && tensor.is_floating_point()) {
      throw Error(file, "holds the foreign tensor '" + name + "': weights of another network?");
    }
  }
  for (auto& [name, target] : targets) {
    const auto found = contents.tensors.find(name);
    if (found == contents.tensors.end()) {
      throw Error(file, "lacks the tensor '" + name + "': weights of another network?");
    }
    if (found->second.sizes() != target.sizes()) {
      throw Error(file, "tensor '" + name + "' is " + shape_text(found->second) +
                            ", the network needs " + shape_text(target));
    }
    target.copy_(found->second);
  }
}

void expect_architecture(const TensorFile& contents, const std::string& expected,
                         const std::filesystem::path& file) {
  const auto found = contents.card.find("architecture");
  const std::string actual = found == contents.card.end() ? "unknown" : found->second;
  if (actual != expected) {
    throw Error(file, "holds weights of '" + actual + "', expected '" + expected + "'");
  }
}

void freeze(torch::nn::Module& module) {
  module.eval();
  for (at::Tensor& parameter : module.parameters()) parameter.set_requires_grad(false);
}

void unfreeze(torch::nn::Module& module) {
  module.train();
  for (at::Tensor& parameter : module.parameters()) parameter.set_requires_grad(true);
}

void to_channels_last(torch::nn::Module& module) {
  for (at::Tensor& parameter : module.parameters()) {
    if (parameter.dim() == 4) {
      parameter.set_data(parameter.contiguous(at::MemoryFormat::ChannelsLast));
    }
  }
}

}  // namespace antifaz
