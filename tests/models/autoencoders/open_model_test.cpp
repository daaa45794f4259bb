#include "models/autoencoders/open_model.hpp"

#include <torch/types.h>

#include "src/images/image_io.hpp"
#include "tests/support/error_matcher.hpp"
#include "tests/support/temp_folder.hpp"
#include "tests/support/tiny_autoencoder.hpp"

namespace antifaz {
namespace {

using ::testing::HasSubstr;

TEST(OpenModel, DrawsAlikeAfterwards) {
  const testing::TempFolder folder;
  const auto options = testing::tiny_autoencoder("upsample");
  const std::string file = testing::saved_autoencoder(folder, options);
  EXPECT_EQ(open_model(file, {}, 5).options.shape, options.shape);
  const torch::Tensor drawn = torch::rand({4});
  open_model(file, {}, 5);
  EXPECT_TRUE(torch::equal(torch::rand({4}), drawn));
  open_model(file, {}, 6);
  EXPECT_FALSE(torch::equal(torch::rand({4}), drawn));
}

TEST(OpenModel, ExamplesAreOfTheModelsShape) {
  const testing::TempFolder folder;
  write_photo(cv::Mat(40, 30, CV_8UC3, cv::Scalar::all(9)), folder / "images/a.png");
  AutoencoderOptions options = testing::tiny_autoencoder("upsample");
  EXPECT_EQ(examples_for(options, folder / "images").values.sizes(),
            at::IntArrayRef({1, 3, 16, 16}));
  options.shape = {1, 8, 8};
  EXPECT_EQ(examples_for(options, folder / "images").values.sizes(), at::IntArrayRef({1, 1, 8, 8}));
  const auto rows = folder.write("rows.csv", "c0,c1\n1,2\n");
  EXPECT_ERROR(examples_for(options, rows),
               HasSubstr("rows.csv: its examples are 2, the model takes 1x8x8"));
}

TEST(OpenModel, VectorsCannotBeShown) {
  AutoencoderOptions options;
  options.shape = {1, 8, 8};
  expect_images(options, "x");
  options.shape = {8};
  EXPECT_ERROR(expect_images(options, "x.safetensors"), HasSubstr("x.safetensors takes vectors"));
}

}  // namespace
}  // namespace antifaz
