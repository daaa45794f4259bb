#include "models/autoencoders/generative/vector_quantised.hpp"

#include <gmock/gmock.h>
#include <torch/types.h>
#include <torch/utils.h>

#include <cmath>

#include "tests/models/autoencoders/generative/small_network.hpp"
#include "tests/support/error_matcher.hpp"

namespace antifaz {
namespace {

using testing::small_network;

using ::testing::HasSubstr;

constexpr VectorQuantisedOptions kEightPairs{8, 2, 0.25};

torch::Tensor examples() {
  torch::manual_seed(6);
  return torch::rand({40, 7});
}

TEST(VectorQuantised, ACodeIsEntriesOfTheCodebook) {
  const auto inner = small_network();
  VectorQuantisedAutoencoder model(inner, kEightPairs);
  const torch::Tensor x = examples(), said = inner->encode(x), code = model.encode(x);
  const torch::Tensor which = model.indices(said);
  EXPECT_EQ(which.sizes(), at::IntArrayRef({40, 2}));
  EXPECT_TRUE(torch::equal(model.codes_of(which), code));
  EXPECT_TRUE(torch::equal(model.indices(code), which));
  for (int i = 0; i < 40; ++i) {
    for (int k = 0; k < 2; ++k) {  // none is nearer than the one that was chosen
      const torch::Tensor pair = said[i].slice(0, 2 * k, 2 * k + 2);
      const torch::Tensor apart = (model.codebook() - pair).square().sum(1);
      EXPECT_NEAR(apart[which[i][k].item<int64_t>()].item<double>(), apart.min().item<double>(),
                  1e-5);
    }
  }
}

TEST(VectorQuantised, AnyNumbersAreDecodedAsTheNearestCodewords) {
  VectorQuantisedAutoencoder model(small_network(), kEightPairs);
  model.eval();
  const torch::Tensor code = model.encode(examples());
  EXPECT_TRUE(torch::equal(model.decode(code + 1e-4), model.decode(code)));
}

TEST(VectorQuantised, EntriesComeToTheMeanOfWhatTheyStandFor) {
  const auto inner = small_network();
  VectorQuantisedAutoencoder model(inner, kEightPairs);
  const torch::NoGradGuard no_grad;
  const torch::Tensor x = examples(), vectors = inner->encode(x).view({-1, 2});
  model.train();
  for (int step = 0; step < 1500; ++step) model.forward(x);
  const torch::Tensor which = model.indices(inner->encode(x)).flatten();
  int used = 0;
  for (int k = 0; k < 8; ++k) {
    const torch::Tensor members = vectors.index({which == k});
    if (members.size(0) < 2) continue;
    ++used;
    EXPECT_TRUE(torch::allclose(model.codebook()[k], members.mean(0), 1e-2, 1e-3)) << k;
  }
  EXPECT_GE(used, 4);
}

TEST(VectorQuantised, AnEntryThatNothingComesToStartsAnew) {
  const auto inner = small_network();
  VectorQuantisedAutoencoder model(inner, kEightPairs);
  const torch::NoGradGuard no_grad;
  const torch::Tensor x = examples(), vectors = inner->encode(x).view({-1, 2});
  model.train();
  model.forward(x);
  auto buffers = model.named_buffers();
  buffers["codebook"][3].fill_(1000);
  buffers["sums"][3].fill_(1000 * buffers["counts"][3].item<float>());
  const auto farthest = [&] { return model.codebook().abs().max().item<double>(); };
  EXPECT_GT(farthest(), 100);
  for (int step = 0; step < 600; ++step) model.forward(x);
  EXPECT_LE(farthest(), vectors.abs().max().item<double>() + 1e-4);
}

TEST(VectorQuantised, AMovedCodebookIsThatOfTrainingOnly) {
  VectorQuantisedAutoencoder model(small_network(), kEightPairs);
  model.eval();
  const torch::Tensor before = model.codebook().clone();
  model.forward(examples());
  EXPECT_TRUE(torch::equal(model.codebook(), before));
  model.train();
  model.forward(examples());
  EXPECT_FALSE(torch::equal(model.codebook(), before));
}

TEST(VectorQuantised, RefusesCodewordsThatDoNotFillTheCode) {
  EXPECT_ERROR(VectorQuantisedAutoencoder(small_network(), VectorQuantisedOptions{8, 3, 0.25}),
               HasSubstr("codewords of 3 numbers don't fill a code of 4"));
}

}  // namespace
}  // namespace antifaz
