#include "pipelines/autoencoders/train_autoencoder.hpp"

#include <torch/types.h>
#include <torch/utils.h>

#include "models/autoencoders/factory.hpp"
#include "models/autoencoders/kept/code_distribution.hpp"
#include "models/device.hpp"
#include "pipelines/autoencoders/autoencode.hpp"
#include "pipelines/autoencoders/network_check.hpp"
#include "pipelines/autoencoders/run_origin.hpp"
#include "pipelines/autoencoders/tell_problems.hpp"
#include "pipelines/training/run_folder.hpp"
#include "src/core/sha256.hpp"

namespace antifaz {
namespace {

std::string digest(const torch::Tensor& examples) {
  if (!examples.defined()) return "none";
  const torch::Tensor bytes = examples.contiguous();
  return sha256_of_bytes({static_cast<const char*>(bytes.data_ptr()), bytes.nbytes()});
}

Examples read_pairs(const TrainAutoencoderJob& job, const NamedExamples& data, Observer& observer) {
  if (job.noisy.empty()) return {data.values, {}};
  return {data.values, tell_problems(partners_of(data, job.noisy, job.shape), observer).values};
}

RunSettings settings(const TrainAutoencoderJob& job, const AutoencoderOptions& network,
                     const Examples& examples) {
  RunSettings all = network_settings("autoencoder train", network);
  all.emplace_back("--pretrain", setting(job.pretrain));
  all.emplace_back("SHA-256 of the examples", digest(examples.clean));
  all.emplace_back("SHA-256 of --noisy", digest(examples.noisy));
  return all;
}

}  // namespace

AutoencoderTrainReport train_autoencoder(const TrainAutoencoderJob& job, Observer& observer) {
  job.pretrain ? expect_pretraining_folder(job.trainer) : expect_run_folder(job.trainer);
  AutoencoderOptions network = job.network;
  if (!job.noisy.empty()) network.corruption = Corruption::kNone;
  expect_network_for(network, job.data, job.shape, job.pretrain);
  const NamedExamples data = tell_problems(read_examples(job.data, job.shape, job.limit), observer);
  expect_fitted(data, job.shape, job.data);
  network.shape = data.values.sizes().slice(1).vec();
  expect_network(network, job.pretrain);
  const Examples all = read_pairs(job, data, observer);
  TrainerOptions trainer = job.trainer;
  trainer.settings = settings(job, network, all);
  torch::manual_seed(trainer.seed);
  const auto model = make_autoencoder(network);
  model->to(torch_device(job.device));
  auto [training, validation] = split_examples(all);
  const AutoencoderData parts{std::move(training), std::move(validation), job.batch};
  AutoencoderTrainReport report;
  report.training = job.pretrain ? pretrain_and_train(model, parts, trainer, trainer, observer)
                                 : train_autoencoder(model, parts, trainer, observer);
  report.skipped = data.skipped();
  model->eval();
  torch::manual_seed(trainer.seed);
  fit_codes(*model, parts.training.shown(), trainer.seed);
  model->to(torch::kCPU);
  std::filesystem::create_directories(trainer.folder);
  const std::string described = job.data.string() + " (" + std::to_string(data.names.size()) +
                                " examples, every tenth for validation)";
  const TrainingOrigin origin{job.command_line, trainer.seed, described, license_of_data(job.data)};
  save_autoencoder(*model, network, training_card(origin, report.training),
                   result_file(trainer.folder));
  return report;
}

}  // namespace antifaz
