#include "pipelines/training/best_epoch.hpp"

#include <torch/nn/module.h>
#include <torch/types.h>
#include <torch/utils.h>

#include "pipelines/training/sealed_archive.hpp"

namespace antifaz {
namespace {

/// The module's own tensors, not copies.
std::vector<torch::Tensor> tensors_of(const torch::nn::Module& module) {
  std::vector<torch::Tensor> all = module.parameters();
  const std::vector<torch::Tensor> buffers = module.buffers();
  all.insert(all.end(), buffers.begin(), buffers.end());
  return all;
}

}  // namespace

BestEpoch::BestEpoch(const torch::nn::Module& module, std::filesystem::path file)
    : file_(std::move(file)) {
  if (!file_.empty() && std::filesystem::exists(file_)) load(module);
}

void BestEpoch::offer(const torch::nn::Module& module, double error, std::int64_t epoch) {
  if (epoch_ != 0 && epoch != epoch_ && !(error < error_)) return;
  tensors_.clear();
  for (const torch::Tensor& tensor : tensors_of(module)) {
    tensors_.push_back(tensor.detach().clone());
  }
  error_ = error;
  epoch_ = epoch;
  if (!file_.empty()) save();
}

std::int64_t BestEpoch::epochs_since(std::int64_t epoch) const {
  return epoch_ == 0 ? 0 : epoch - epoch_;
}

void BestEpoch::restore(torch::nn::Module& module) const {
  const torch::NoGradGuard no_grad;
  const std::vector<torch::Tensor> targets = tensors_of(module);
  for (std::size_t i = 0; i < tensors_.size(); ++i) {
    torch::Tensor target = targets[i];
    target.copy_(tensors_[i]);
  }
}

void BestEpoch::save() const {
  torch::serialize::OutputArchive archive;
  archive.write("epoch", c10::IValue(epoch_));
  archive.write("error", c10::IValue(error_));
  for (std::size_t i = 0; i < tensors_.size(); ++i) {
    archive.write("tensor" + std::to_string(i), tensors_[i]);
  }
  write_sealed(archive, file_);
}

void BestEpoch::load(const torch::nn::Module& module) {
  torch::serialize::InputArchive archive = read_sealed(file_, device_of_first(module));
  c10::IValue epoch, error;
  archive.read("epoch", epoch);
  archive.read("error", error);
  for (std::size_t i = 0; i < tensors_of(module).size(); ++i) {
    tensors_.emplace_back();
    archive.read("tensor" + std::to_string(i), tensors_.back());
  }
  epoch_ = epoch.toInt();
  error_ = error.toDouble();
}

}  // namespace antifaz
