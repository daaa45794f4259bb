#include "models/judges/student_net.hpp"

#include <torch/nn/modules/container/sequential.h>
#include <torch/nn/modules/conv.h>
#include <torch/nn/modules/linear.h>
#include <torch/types.h>

#include "models/card_numbers.hpp"
#include "models/conv_blocks.hpp"
#include "models/weights.hpp"
#include "src/face/alignment.hpp"

namespace antifaz {
namespace {

namespace nn = torch::nn;

nn::Sequential make_features(int w) {
  nn::Sequential net;
  net->extend(*conv_norm_relu(3, w / 2, 3, 2));
  net->push_back(NormResidualBlock(w / 2, w, 2));
  net->push_back(NormResidualBlock(w, 2 * w, 2));
  net->push_back(NormResidualBlock(2 * w, 2 * w, 1));
  net->push_back(NormResidualBlock(2 * w, 4 * w, 2));
  net->push_back(NormResidualBlock(4 * w, 4 * w, 1));
  return net;
}

}  // namespace

StudentNet::StudentNet(const StudentNetOptions& options)
    : options_(options),
      features_(register_module("features", make_features(options.width))),
      map_(register_module("map", nn::Conv2d(nn::Conv2dOptions(4 * options.width, 128, 1)))),
      expand_(register_module("expand", conv_norm_relu(128, 512, 1))),
      pool_(register_module("pool",
                            nn::Conv2d(nn::Conv2dOptions(512, 512, 7).groups(512).bias(false)))),
      embed_(register_module("embed", nn::Linear(512, options.length))) {}

EmbeddingNet::Output StudentNet::describe(const torch::Tensor& chips) {
  constexpr int kEnd = kChipSize - kChipMargin;
  const torch::Tensor inner = chips.slice(2, kChipMargin, kEnd).slice(3, kChipMargin, kEnd);
  const torch::Tensor x = ((inner - 0.5) * 4).contiguous(at::MemoryFormat::ChannelsLast);
  const torch::Tensor map = map_(features_->forward(x));
  return {map, embed_(pool_(expand_->forward(map)).flatten(1))};
}

void save_student(const StudentNet& net, Card card, const std::filesystem::path& file) {
  card["architecture"] = StudentNet::kArchitecture;
  card["width"] = std::to_string(net.options().width);
  card["length"] = std::to_string(net.options().length);
  save_weights(net, card, file);
}

StudentNetOptions student_options(const TensorFile& contents, const std::filesystem::path& file) {
  StudentNetOptions options;
  options.width = static_cast<int>(card_number(contents, "width", 2, 1024, file));
  if (contents.card.count("length")) {
    options.length = static_cast<int>(card_number(contents, "length", 2, 4096, file));
  }
  return options;
}

}  // namespace antifaz
