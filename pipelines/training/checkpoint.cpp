#include "pipelines/training/checkpoint.hpp"

#include <torch/nn/module.h>
#include <torch/optim/optimizer.h>
#include <torch/types.h>

#include <nlohmann/json.hpp>

#include "pipelines/training/sealed_archive.hpp"
#include "src/core/error.hpp"
#include "src/core/json_text.hpp"

namespace antifaz {
namespace {

using nlohmann::json;
using torch::serialize::InputArchive;
using torch::serialize::OutputArchive;

std::string text_of(const RunSettings& settings) {
  return json(settings).dump(-1, ' ', false, json::error_handler_t::replace);
}

/// A text of the archive as what it was made of.
template <typename Value>
Value value_of(const std::string& text) {
  const auto value = parse_json(text);
  if (!value) throw Error("a text in it is no JSON");
  return value->get<Value>();
}

void write_means(const RunningMean& means, OutputArchive& archive) {
  std::vector<std::string> names;
  std::vector<double> sums;
  std::vector<int64_t> counts;
  for (const RunningMean::Sum& one : means.sums()) {
    names.push_back(one.name);
    sums.push_back(one.sum);
    counts.push_back(one.count);
  }
  archive.write("mean_names", c10::IValue(json(names).dump()));
  archive.write("mean_sums", torch::tensor(sums, torch::kDouble));
  archive.write("mean_counts", torch::tensor(counts, torch::kInt64));
}

RunningMean read_means(InputArchive& archive) {
  c10::IValue names;
  torch::Tensor sums, counts;
  archive.read("mean_names", names);
  archive.read("mean_sums", sums);
  archive.read("mean_counts", counts);
  std::vector<RunningMean::Sum> all;
  int64_t i = 0;
  for (const std::string& name : value_of<std::vector<std::string>>(names.toStringRef())) {
    all.push_back({name, sums[i].item<double>(), counts[i].item<int64_t>()});
    ++i;
  }
  return RunningMean(std::move(all));
}

}  // namespace

void Checkpoint::save(const torch::nn::Module& module, const torch::optim::Optimizer& optimizer,
                      const RunPosition& position, const RunSettings& settings) const {
  OutputArchive archive, weights, moments;
  module.save(weights);
  optimizer.save(moments);
  archive.write("module", weights);
  archive.write("optimizer", moments);
  archive.write("step", c10::IValue(position.step));
  archive.write("settings", c10::IValue(text_of(settings)));
  write_means(position.means, archive);
  write_sealed(archive, file);
}

RunPosition Checkpoint::load(torch::nn::Module& module, torch::optim::Optimizer& optimizer,
                             const RunSettings& settings) const {
  InputArchive archive = read_sealed(file, device_of_first(module)), weights, moments;
  c10::IValue step, found;
  archive.read("settings", found);
  // Before the tensors: those of another network would not fit.
  const std::string difference = first_difference(value_of<RunSettings>(found.toStringRef()),
                                                  value_of<RunSettings>(text_of(settings)));
  if (!difference.empty()) {
    throw Error(file, "belongs to a run with other options: " + difference +
                          "; resume with the same command");
  }
  archive.read("step", step);
  archive.read("module", weights);
  module.load(weights);
  archive.read("optimizer", moments);
  optimizer.load(moments);
  return {step.toInt(), read_means(archive)};
}

}  // namespace antifaz
