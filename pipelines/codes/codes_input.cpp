#include "pipelines/codes/codes_input.hpp"

#include <torch/types.h>

#include "models/codes/labelled_codes.hpp"
#include "src/core/error.hpp"
#include "src/tensors/examples.hpp"

namespace antifaz {

LabelledCodes read_codes(const CodesInput& input, Observer& observer) {
  if (std::filesystem::is_directory(input.codes)) {
    throw Error(input.codes, "is a folder; encode it first with 'antifaz autoencoder encode'");
  }
  NamedExamples read = read_examples(input.codes, {});
  const at::Tensor codes = read.values.to(torch::kFloat32).contiguous();
  if (input.labels.empty()) {
    LabelledCodes examples;
    examples.codes = codes;
    examples.names = std::move(read.names);
    return examples;
  }
  LabelledCodes joined = with_labels(codes, read.names, read_manifest(input.labels), input.label);
  if (joined.unlabelled > 0) {
    observer.message(std::to_string(joined.unlabelled) + " examples without a label '" +
                     input.label + "' are left out");
  }
  return joined;
}

}  // namespace antifaz
