#include "models/judges/script_graph.hpp"

#include <gtest/gtest.h>
#include <torch/csrc/jit/api/module.h>
#include <torch/types.h>
#include <torch/utils.h>

#include <sstream>

namespace antifaz {
namespace {

/// A network of one bounded step, as converters write it.
torch::jit::Module bounded(double six) {
  torch::jit::Module module("net");
  module.register_buffer("six", torch::tensor(six));
  module.register_buffer("zero", torch::tensor(0.0));
  module.define(
      "def forward(self, x):\n"
      "  y = torch.relu(2.0 * x)\n"
      "  y = torch.minimum(y, self.six)\n"
      "  y = torch.maximum(y, self.zero)\n"
      "  return y.sum(1)\n");
  module.eval();
  return module;
}

std::string operations(const torch::jit::Module& module) {
  std::ostringstream text;
  text << *module.get_method("forward").graph();
  return text.str();
}

struct Answer {
  torch::Tensor output, slope;
};

Answer answer_of(torch::jit::Module module, const torch::Tensor& input) {
  const torch::Tensor x = input.detach().clone().requires_grad_();
  const torch::Tensor y = module.forward({x}).toTensor();
  y.sum().backward();
  return {y.detach(), x.grad()};
}

TEST(ScriptGraph, JoinsTheStepsOfReLU6AndSaysTheSame) {
  torch::manual_seed(1);
  const torch::Tensor x = 4 * torch::randn({5, 40});
  const torch::jit::Module simple = simplified(bounded(6));
  EXPECT_EQ(operations(simple).find("aten::minimum"), std::string::npos);
  const Answer before = answer_of(bounded(6), x), after = answer_of(simple, x);
  EXPECT_TRUE(torch::equal(before.output, after.output));
  EXPECT_TRUE(torch::equal(before.slope, after.slope));
}

TEST(ScriptGraph, LeavesOtherBoundsAlone) {
  const torch::Tensor x = 4 * torch::randn({5, 40});
  EXPECT_TRUE(
      torch::equal(answer_of(bounded(3), x).output, answer_of(simplified(bounded(3)), x).output));
}

TEST(ScriptGraph, WhatCannotBeFrozenStaysAsItIs) {
  torch::jit::Module training = bounded(6);
  training.train();  // freezing wants a network that only answers
  const torch::Tensor x = torch::randn({2, 3});
  EXPECT_TRUE(
      torch::equal(answer_of(training, x).output, answer_of(simplified(training), x).output));
}

}  // namespace
}  // namespace antifaz
