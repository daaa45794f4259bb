#include "samples/fine_tune.hpp"

#include <torch/nn/functional/loss.h>
#include <torch/nn/modules/batchnorm.h>
#include <torch/nn/modules/linear.h>
#include <torch/types.h>
#include <torch/utils.h>

#include "pipelines/autoencoders/autoencode.hpp"

namespace antifaz {

EncoderClassifier::EncoderClassifier(std::shared_ptr<Autoencoder> encoder, std::int64_t classes,
                                     bool frozen)
    : encoder_(register_module("encoder", std::move(encoder))) {
  for (torch::Tensor& parameter : encoder_->parameters()) parameter.requires_grad_(!frozen);
  const std::int64_t code = encoder_->code_size();
  normal_ = register_module(
      "normal", torch::nn::BatchNorm1d(torch::nn::BatchNorm1dOptions(code).affine(false)));
  head_ = register_module("head", torch::nn::Linear(code, classes));
}

torch::Tensor EncoderClassifier::forward(const torch::Tensor& images) {
  return head_->forward(normal_->forward(encoder_->encode(images)));
}

FineTuneObjective::FineTuneObjective(std::shared_ptr<EncoderClassifier> classifier,
                                     LabelledImages training, LabelledImages validation,
                                     std::size_t batch)
    : classifier_(std::move(classifier)),
      training_(std::move(training)),
      validation_(std::move(validation)),
      batch_(batch) {}

Objective::Loss FineTuneObjective::loss(const torch::Tensor& rows, std::int64_t) {
  torch::Tensor images = float_rows(training_.images, rows);
  const torch::Tensor mirrored = torch::rand({images.size(0), 1, 1, 1}) < 0.5;
  images = torch::where(mirrored, images.flip({3}), images);
  const torch::Tensor labels = training_.labels.index_select(0, rows);
  return {torch::nn::functional::cross_entropy(classifier_->forward(images), labels), {}};
}

NamedValues FineTuneObjective::validate() {
  if (validation_.labels.size(0) == 0) return {};
  return {{"accuracy", named_rightly(*classifier_, validation_).mean().item<double>()}};
}

torch::Tensor named_rightly(EncoderClassifier& classifier, const LabelledImages& images) {
  const torch::NoGradGuard no_grad;
  const bool was_training = classifier.is_training();
  classifier.eval();
  const torch::Tensor answers = map_batches(
      images.images, [&](const torch::Tensor& x) { return classifier.forward(x).argmax(1); });
  classifier.train(was_training);
  return answers.eq(images.labels).to(torch::kDouble);
}

}  // namespace antifaz
