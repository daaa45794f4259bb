#include "models/landmarks/landmark_net.hpp"

#include <torch/types.h>
#include <torch/utils.h>

#include "models/landmarks/shape_points.hpp"
#include "models/weights.hpp"

namespace antifaz {
namespace {

namespace nn = torch::nn;

constexpr std::array<int, 4> kWidths = {16, 48, 96, 160};
constexpr std::array<int, 4> kResiduals = {1, 2, 2, 3};  // units of a stage besides its first
constexpr int kNeck = 64, kCells = kLandmarkCrop / 4;
constexpr double kMiddleGrey = 127.5, kContrast = 1 / 64.;

nn::Conv2d conv1x1(int in, int out) { return nn::Conv2d(nn::Conv2dOptions(in, out, 1)); }

torch::Tensor middles_of_cells() {
  const torch::Tensor at = (torch::arange(kCells) + 0.5) / kCells;
  const auto grid = torch::meshgrid({at, at}, "ij");
  return torch::stack({grid[1].flatten(), grid[0].flatten()}, 1);
}

}  // namespace

LandmarkNet::LandmarkNet()
    : stem_(register_module(
          "stem",
          nn::Conv2d(nn::Conv2dOptions(3, kWidths[0], 3).stride(2).padding(1).bias(false)))),
      stem_norm_(register_module("stem_norm", nn::BatchNorm2d(kWidths[0]))),
      laterals_{conv1x1(kWidths[1], kNeck), conv1x1(kWidths[2], kNeck), conv1x1(kWidths[3], kNeck)},
      maps_(register_module("maps", conv1x1(kNeck, kFacePoints))),
      correction_(register_module("correction", nn::Linear(kWidths[3], 2 * kFacePoints))),
      grid_(middles_of_cells()) {
  for (std::size_t stage = 0; stage < kWidths.size(); ++stage) {
    const std::string name = "stage" + std::to_string(stage) + "_";
    if (stage > 0) {
      stages_[stage].push_back(
          register_module(name + "0", SeparableUnit(kWidths[stage - 1], kWidths[stage], 2)));
    }
    for (int i = 1; i <= kResiduals[stage]; ++i) {
      stages_[stage].push_back(register_module(
          name + std::to_string(i), SeparableUnit(kWidths[stage], kWidths[stage], 1, true)));
    }
  }
  for (std::size_t i = 0; i < laterals_.size(); ++i) {
    register_module("lateral" + std::to_string(i), laterals_[i]);
    merges_.push_back(register_module("merge" + std::to_string(i), SeparableUnit(kNeck, kNeck)));
  }
  const torch::NoGradGuard no_grad;
  correction_->weight.zero_();
  correction_->bias.zero_();
  to_channels_last(*this);
}

torch::Tensor LandmarkNet::forward(const torch::Tensor& crops) {
  TORCH_CHECK(crops.size(2) == kLandmarkCrop && crops.size(3) == kLandmarkCrop,
              "the landmark network's crops have 96 pixels a side");
  torch::Tensor x = crops.to(torch::kFloat32).sub(kMiddleGrey).mul_(kContrast);
  x = x.contiguous(at::MemoryFormat::ChannelsLast);
  x = folded_stem_weight_.defined() ? torch::conv2d(x, folded_stem_weight_, folded_stem_bias_, 2, 1)
                                    : stem_norm_(stem_(x));
  x = torch::relu_(x);
  std::array<torch::Tensor, 4> levels;
  for (std::size_t stage = 0; stage < levels.size(); ++stage) {
    for (SeparableUnit& unit : stages_[stage]) x = unit(x);
    levels[stage] = x;
  }
  torch::Tensor y;
  for (std::size_t i = laterals_.size(); i-- > 0;) {
    torch::Tensor level = laterals_[i](levels[i + 1]);
    if (y.defined()) level = level + torch::upsample_nearest2d(y, {level.size(2), level.size(3)});
    y = merges_[i](level);
  }
  const torch::Tensor maps = maps_(y).contiguous().flatten(2).softmax(2);
  const torch::Tensor correction = correction_(levels.back().mean({2, 3}));
  return torch::matmul(maps, grid_.to(maps.device())) + correction.view({-1, kFacePoints, 2});
}

void LandmarkNet::fold() {
  const torch::NoGradGuard no_grad;
  freeze(*this);
  std::tie(folded_stem_weight_, folded_stem_bias_) = folded(stem_->weight, stem_norm_);
  folded_stem_weight_ = folded_stem_weight_.contiguous(at::MemoryFormat::ChannelsLast);
  for (auto& stage : stages_) {
    for (SeparableUnit& unit : stage) unit->fold();
  }
  for (SeparableUnit& unit : merges_) unit->fold();
}

void save_landmark_net(const LandmarkNet& net, Card card, const std::filesystem::path& file) {
  card["architecture"] = LandmarkNet::kArchitecture;
  save_weights(net, card, file);
}

std::shared_ptr<LandmarkNet> load_landmark_net(const std::filesystem::path& file) {
  const TensorFile contents = read_safetensors(file);
  expect_architecture(contents, LandmarkNet::kArchitecture, file);
  const auto net = std::make_shared<LandmarkNet>();
  load_weights(*net, contents, file);
  to_channels_last(*net);
  return net;
}

}  // namespace antifaz
