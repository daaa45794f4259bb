#include "models/autoencoders/open_model.hpp"

#include <torch/utils.h>

#include "models/autoencoders/apply.hpp"
#include "models/device.hpp"
#include "src/core/error.hpp"

namespace antifaz {

LoadedAutoencoder open_model(const std::filesystem::path& file, const Device& device,
                             std::uint64_t seed) {
  LoadedAutoencoder loaded = load_autoencoder(file);
  loaded.model->to(torch_device(device));
  torch::manual_seed(seed);
  return loaded;
}

ExampleShape shape_for(const AutoencoderOptions& options) {
  if (options.shape.size() != 3) return {};
  ExampleShape shape{static_cast<int>(options.shape[1]), options.shape[0] == 1};
  shape.fit_arrays = options.shape[1] == options.shape[2];
  return shape;
}

NamedExamples examples_for(const AutoencoderOptions& options, const std::filesystem::path& data,
                           int limit) {
  NamedExamples examples = read_examples(data, shape_for(options), limit);
  expect_shape(examples, options, data);
  return examples;
}

void expect_shape(const NamedExamples& examples, const AutoencoderOptions& options,
                  const std::filesystem::path& data) {
  const at::IntArrayRef shape = examples.values.sizes().slice(1);
  if (shape == at::IntArrayRef(options.shape)) return;
  throw Error(data, "its examples are " + shape_text(shape) + ", the model takes " +
                        shape_text(options.shape));
}

void expect_images(const AutoencoderOptions& options, const std::string& model) {
  if (options.shape.size() != 3) throw Error(model + " takes vectors; only images can be shown");
}

}  // namespace antifaz
