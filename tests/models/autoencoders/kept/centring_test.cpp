#include "models/autoencoders/kept/centring.hpp"

#include <gmock/gmock.h>
#include <torch/types.h>
#include <torch/utils.h>

#include "models/autoencoders/factory.hpp"
#include "tests/support/error_matcher.hpp"
#include "tests/support/temp_folder.hpp"
#include "tests/support/tiny_autoencoder.hpp"

namespace antifaz {
namespace {

using ::testing::HasSubstr;

TEST(Centring, OfBytesIsThatOfWhatTheyStandFor) {
  torch::manual_seed(1);
  const torch::Tensor bytes = torch::randint(40, 200, {700, 2, 3}, torch::kUInt8);
  const torch::Tensor floats = bytes.to(torch::kDouble) / 255;
  const Centre centre = centre_of(bytes);
  EXPECT_TRUE(torch::allclose(centre.mean, floats.mean(0), 1e-5, 1e-7));
  EXPECT_NEAR(centre.scale, (floats - floats.mean(0)).square().mean().sqrt().item<double>(), 1e-6);
}

TEST(Centring, ExamplesThatAreAllAlikeAreNotBlownUp) {
  const torch::Tensor alike = torch::full({5, 4}, 0.25);
  EXPECT_EQ(centre_of(alike).scale, 1);
  Centring centring({4}, Likelihood::kGaussian);
  centring.learn(alike);
  EXPECT_TRUE(torch::equal(centring.to_network(alike + 0.5), torch::full({5, 4}, 0.5)));
}

TEST(Centring, AProbabilityThatWasAlwaysZeroCanStillBeOne) {
  Centring centring({2}, Likelihood::kBernoulli);
  centring.learn(torch::tensor({{0.0, 1.0}, {0.0, 1.0}}));
  const torch::Tensor silent = centring.to_examples(torch::zeros({1, 2}));
  EXPECT_TRUE(torch::allclose(silent, torch::tensor({{0.01, 0.99}})));
  EXPECT_GT(centring.to_examples(torch::full({1, 2}, 10.0))[0][0].item<double>(), 0.99);
}

TEST(Centring, FilesOfBeforeItMeanWhatTheyMeant) {
  const testing::TempFolder folder;
  for (const char* variant :
       {"fully-connected", "upsample", "gondara", "residual-denoiser", "variational"}) {
    const auto options = testing::tiny_autoencoder(variant);
    TensorFile contents = read_safetensors(testing::saved_autoencoder(folder, options));
    const std::size_t all = contents.tensors.size();
    for (auto at = contents.tensors.begin(); at != contents.tensors.end();) {
      at = at->first.find("centring") == std::string::npos ? std::next(at)
                                                           : contents.tensors.erase(at);
    }
    ASSERT_EQ(contents.tensors.size(), all - 2) << variant;
    const auto old = folder.path() / "old.safetensors";
    write_safetensors(contents, old);
    torch::manual_seed(1);
    const auto born = make_autoencoder(options);
    born->eval();
    const torch::Tensor x = torch::rand({2, 3, 16, 16});
    EXPECT_TRUE(
        torch::equal(load_autoencoder(old).model->forward(x).output, born->forward(x).output))
        << variant;
  }
}

TEST(Centring, AFileThatHasHalfOfItIsRefused) {
  const testing::TempFolder folder;
  const auto options = testing::tiny_autoencoder("upsample");
  TensorFile contents = read_safetensors(testing::saved_autoencoder(folder, options));
  ASSERT_EQ(contents.tensors.erase("centring.scale"), 1U);
  const auto half = folder.path() / "half.safetensors";
  write_safetensors(contents, half);
  EXPECT_ERROR(load_autoencoder(half), HasSubstr("lacks the tensor 'centring.scale'"));
}

}  // namespace
}  // namespace antifaz
