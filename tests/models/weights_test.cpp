#include "models/weights.hpp"

#include <gmock/gmock.h>
#include <torch/types.h>

#include "models/conv_blocks.hpp"
#include "src/core/error.hpp"
#include "tests/support/temp_folder.hpp"

namespace antifaz {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::ThrowsMessage;

TEST(Weights, SavedHalfPrecisionComesBack) {
  const testing::TempFolder folder;
  const auto file = folder.path() / "w.safetensors";
  NormResidualBlock saved(3, 4, 2), loaded(3, 4, 2);
  saved->train();
  saved->forward(torch::randn({8, 3, 8, 8}));  // moves the running statistics
  saved->eval();
  loaded->eval();
  save_weights(*saved, {{"architecture", "block"}}, file);
  load_weights(*loaded, read_safetensors(file), file);
  const torch::Tensor x = torch::randn({2, 3, 8, 8});
  EXPECT_TRUE(torch::allclose(saved->forward(x), loaded->forward(x), 1e-2, 1e-2));
  EXPECT_EQ(read_safetensors(file).tensors.at("first.0.weight").scalar_type(), torch::kHalf);
}

TEST(Weights, MismatchesAreNamed) {
  const testing::TempFolder folder;
  const auto file = folder.path() / "w.safetensors";
  ResidualBlock small(4), large(6);
  save_weights(*small, {{"architecture", "block"}}, file);
  TensorFile contents = read_safetensors(file);
  EXPECT_THAT([&] { load_weights(*large, contents, file); },
              ThrowsMessage<Error>(AllOf(HasSubstr("first."), HasSubstr("[6"), HasSubstr("[4"))));
  contents.tensors["alien"] = torch::ones({1});
  EXPECT_THAT([&] { load_weights(*small, contents, file); },
              ThrowsMessage<Error>(HasSubstr("foreign tensor 'alien'")));
  contents.tensors.erase("alien");
  contents.tensors.erase("second.bias");
  EXPECT_THAT([&] { load_weights(*small, contents, file); },
              ThrowsMessage<Error>(HasSubstr("lacks the tensor 'second.bias'")));
  EXPECT_THAT([&] { expect_architecture(contents, "generator", file); },
              ThrowsMessage<Error>(AllOf(HasSubstr("'block'"), HasSubstr("'generator'"))));
}

TEST(Weights, FrozenNetworksLearnNothing) {
  ResidualBlock block(3);
  freeze(*block);
  for (const torch::Tensor& parameter : block->parameters()) {
    EXPECT_FALSE(parameter.requires_grad());
  }
  EXPECT_FALSE(block->is_training());
}

}  // namespace
}  // namespace antifaz
