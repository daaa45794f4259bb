#include "models/judges/script_graph.hpp"

#include <torch/csrc/jit/api/module.h>
#include <torch/csrc/jit/ir/subgraph_matcher.h>
#include <torch/csrc/jit/passes/subgraph_rewrite.h>

namespace antifaz {
namespace {

constexpr char kThreeSteps[] = R"IR(graph(%x, %six, %zero):
  %positive = aten::relu(%x)
  %bounded = aten::minimum(%positive, %six)
  %y = aten::maximum(%bounded, %zero)
  return (%y))IR";
constexpr char kOneStep[] = R"IR(graph(%x, %six, %zero):
  %from : float = prim::Constant[value=0.]()
  %to : float = prim::Constant[value=6.]()
  %y = aten::hardtanh(%x, %from, %to)
  return (%y))IR";

bool is_number(const torch::jit::Value* value, double number) {
  const auto constant = torch::jit::toIValue(value);
  if (!constant || !constant->isTensor()) return false;
  const at::Tensor tensor = constant->toTensor();
  return tensor.numel() == 1 && tensor.item<double>() == number;
}

void join_steps_of_relu6(std::shared_ptr<torch::jit::Graph> graph) {
  torch::jit::SubgraphRewriter rewriter;
  rewriter.RegisterRewritePattern(kThreeSteps, kOneStep);
  rewriter.runOnGraph(graph, [](const torch::jit::Match& match,
                                const std::unordered_map<std::string, torch::jit::Value*>& names) {
    const auto bound = [&](const char* name) { return match.values_map.at(names.at(name)); };
    return is_number(bound("six"), 6) && is_number(bound("zero"), 0);
  });
}

}  // namespace

torch::jit::Module simplified(torch::jit::Module module) {
  torch::jit::Module result;
  try {
    result = torch::jit::freeze(module);
  } catch (const std::exception&) {
    return module;
  }
  join_steps_of_relu6(result.get_method("forward").graph());
  return result;
}

}  // namespace antifaz
