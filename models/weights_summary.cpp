#include "models/weights_summary.hpp"

#include "models/safetensors.hpp"

namespace antifaz {

WeightsSummary summarize_weights(const std::filesystem::path& file) {
  const TensorFile contents = read_safetensors(file);
  WeightsSummary summary{contents.card, contents.tensors.size(), 0};
  for (const auto& [name, tensor] : contents.tensors) summary.numbers += tensor.numel();
  return summary;
}

}  // namespace antifaz
