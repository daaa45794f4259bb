#include "models/semi_adversarial/prototypes.hpp"

#include <gtest/gtest.h>
#include <torch/types.h>
#include <torch/utils.h>

#include "src/face/alignment.hpp"
#include "tests/support/temp_folder.hpp"

namespace antifaz {
namespace {

TEST(Prototypes, AreSavedAndLoaded) {
  const testing::TempFolder folder;
  const torch::Tensor averages = torch::rand({3, 3, kChipSize, kChipSize});
  save_prototypes(averages, {}, folder / "p.safetensors");
  EXPECT_LT((load_prototypes(folder / "p.safetensors") - averages).abs().max().item<double>(),
            1e-3);
}

}  // namespace
}  // namespace antifaz
