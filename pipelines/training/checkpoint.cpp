#include "pipelines/training/checkpoint.hpp"

#include <torch/nn/module.h>
#include <torch/optim/optimizer.h>
#include <torch/serialize/archive.h>

#include "src/core/error.hpp"

namespace antifaz {

void Checkpoint::save(const torch::nn::Module& module, const torch::optim::Optimizer& optimizer,
                      std::int64_t step, const std::string& fingerprint) const {
  torch::serialize::OutputArchive archive, weights, moments;
  module.save(weights);
  optimizer.save(moments);
  archive.write("module", weights);
  archive.write("optimizer", moments);
  archive.write("step", c10::IValue(step));
  archive.write("fingerprint", c10::IValue(fingerprint));
  const std::filesystem::path temporary = file.string() + ".tmp";
  archive.save_to(temporary.string());
  std::filesystem::rename(temporary, file);
}

std::int64_t Checkpoint::load(torch::nn::Module& module, torch::optim::Optimizer& optimizer,
                              const std::string& fingerprint) const {
  torch::serialize::InputArchive archive, weights, moments;
  c10::IValue step, found;
  try {
    archive.load_from(file.string());
    archive.read("step", step);
    archive.read("fingerprint", found);
  } catch (const c10::Error&) {
    throw Error(file,
                "is no checkpoint of this program or is damaged; start the run again in a "
                "new folder");
  }
  if (found.toStringRef() != fingerprint) {
    throw Error(file, "belongs to a run with other options (" + found.toStringRef() +
                          "), these are (" + fingerprint + "); resume with the same command");
  }
  archive.read("module", weights);
  module.load(weights);
  archive.read("optimizer", moments);
  optimizer.load(moments);
  return step.toInt();
}

}  // namespace antifaz
