#include "pipelines/semi_adversarial/average_generators.hpp"

#include <gmock/gmock.h>
#include <torch/types.h>
#include <torch/utils.h>

#include "models/semi_adversarial/generator.hpp"
#include "models/semi_adversarial/loop_card.hpp"
#include "tests/support/error_matcher.hpp"
#include "tests/support/temp_folder.hpp"

namespace antifaz {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

class AverageGeneratorsTest : public ::testing::Test {
 protected:
  fs::path generator(const std::string& name, int seed, GeneratorOptions options,
                     const Card& card = {}) const {
    torch::manual_seed(seed);
    Generator net(options);
    for (torch::Tensor& p : net->parameters()) {
      const torch::NoGradGuard no_grad;
      p.add_(0.1 * torch::randn_like(p));
    }
    const fs::path file = temp_.path() / (name + ".safetensors");
    save_generator(net, card, file);
    return file;
  }
  static GeneratorOptions small(double luma = 0.1) {
    GeneratorOptions options;
    options.width = 4;
    options.max_luma = luma;
    return options;
  }

  testing::TempFolder temp_;
  fs::path out_ = temp_.path() / "out.safetensors";
};

TEST_F(AverageGeneratorsTest, LiesBetweenBothInWeightsAndBounds) {
  const fs::path first = generator("a", 1, small(0.1)), second = generator("b", 2, small(0.2));
  average_generators({first, second, 0.25, out_, "antifaz average a b"});
  const Generator a = load_generator(first), b = load_generator(second), c = load_generator(out_);
  EXPECT_NEAR(c->options().max_luma, 0.125, 1e-6);
  const auto one = a->named_parameters(), other = b->named_parameters();
  for (const auto& item : c->named_parameters()) {
    EXPECT_TRUE(torch::allclose(item.value(), 0.75 * one[item.key()] + 0.25 * other[item.key()],
                                1e-3, 1e-3))
        << item.key();
  }
}

TEST_F(AverageGeneratorsTest, AtTheEndsItIsOneOfThem) {
  const fs::path first = generator("a", 1, small()), second = generator("b", 2, small());
  average_generators({first, second, 1, out_, ""});
  const torch::Tensor chips = torch::rand({1, 3, 128, 128});
  const torch::Tensor male = torch::ones({1}, torch::kInt64);
  EXPECT_TRUE(torch::allclose(load_generator(out_)->forward(chips, male),
                              load_generator(second)->forward(chips, male), 1e-3, 1e-3));
}

TEST_F(AverageGeneratorsTest, WhoStoodInEitherLoopIsInTheLoop) {
  const fs::path first = generator(
      "a", 1, small(), {{"in_loop_classifiers", "x f00; y ba5"}, {"in_loop_matcher", "m 123"}});
  const fs::path second = generator("b", 2, small(), {{"in_loop_classifiers", "y ba5; z c0d"}});
  average_generators({first, second, 0.5, out_, "the command"});
  const Card card = read_safetensors(out_).card;
  EXPECT_EQ(card.at("in_loop_classifiers"), "x f00; y ba5; z c0d");
  EXPECT_EQ(card.at("command"), "the command");
  EXPECT_THAT(card.at("averaged"), HasSubstr("a.safetensors "));
  const LoopCard loop(card);
  for (const char* hash : {"f00", "ba5", "c0d", "123"}) EXPECT_TRUE(loop.holds(hash)) << hash;
}

TEST_F(AverageGeneratorsTest, OthersAreRefused) {
  GeneratorOptions wide = small();
  wide.width = 8;
  const fs::path first = generator("a", 1, small()), second = generator("b", 2, wide);
  EXPECT_ERROR(average_generators({first, second, 0.5, out_, ""}), HasSubstr("differs from"));
  EXPECT_ERROR(average_generators({first, temp_.path() / "none", 0.5, out_, ""}),
               HasSubstr("none: "));
  EXPECT_ERROR(average_generators({first, first, 0.5, second, ""}), HasSubstr("b.safetensors"));
  EXPECT_FALSE(fs::exists(out_));
}

}  // namespace
}  // namespace antifaz
