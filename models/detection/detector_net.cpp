#include "models/detection/detector_net.hpp"

#include <torch/nn/functional/upsampling.h>
#include <torch/types.h>
#include <torch/utils.h>

#include "models/safetensors.hpp"
#include "models/weights.hpp"
#include "src/core/error.hpp"

namespace antifaz {
namespace {

namespace nn = torch::nn;

constexpr int kStem = 16, kShallow = 32, kNeck = 64;
constexpr std::array<int, 3> kWidths = {64, 96, 128};
constexpr std::array<int, 3> kResiduals = {3, 2, 2};  // units of a stage besides its first
constexpr double kMiddleGrey = 127.5, kContrast = 1 / 64.;
// Distances and offsets are exp(x) and x strides; the bound keeps float from overflowing.
constexpr double kMaxLogDistance = 4;
constexpr double kFaceShare = 0.01;  // of the cells, as the first guess (Lin et al. 2017)

nn::Conv2d conv1x1(int in, int out) { return nn::Conv2d(nn::Conv2dOptions(in, out, 1)); }

}  // namespace

DetectorNet::DetectorNet()
    : stem_(register_module(
          "stem", nn::Conv2d(nn::Conv2dOptions(3, kStem, 3).stride(2).padding(1).bias(false)))),
      stem_norm_(register_module("stem_norm", nn::BatchNorm2d(kStem))),
      score_(register_module("score", conv1x1(kNeck, 1))),
      shape_(register_module("shape", conv1x1(kNeck, 14))) {
  const auto unit = [this](const std::string& name, SeparableUnit made) {
    return register_module(name, made);
  };
  shallow_ = {unit("shallow0", SeparableUnit(kStem, kShallow, 2)),
              unit("shallow1", SeparableUnit(kShallow, kShallow))};
  int in = kShallow;
  for (std::size_t level = 0; level < kWidths.size(); ++level) {
    const std::string name = std::to_string(level);
    const int width = kWidths[level];
    stages_[level].push_back(unit("stage" + name + "_0", SeparableUnit(in, width, 2)));
    for (int i = 1; i <= kResiduals[level]; ++i) {
      stages_[level].push_back(
          unit("stage" + name + "_" + std::to_string(i), SeparableUnit(width, width, 1, true)));
    }
    laterals_.push_back(register_module("lateral" + name, conv1x1(width, kNeck)));
    merges_.push_back(unit("merge" + name, SeparableUnit(kNeck, kNeck)));
    in = width;
  }
  head_ = {unit("head0", SeparableUnit(kNeck, kNeck)), unit("head1", SeparableUnit(kNeck, kNeck))};
  const torch::NoGradGuard no_grad;
  score_->weight.normal_(0, 0.01);
  score_->bias.fill_(std::log(kFaceShare / (1 - kFaceShare)));
  shape_->weight.normal_(0, 0.01);
  shape_->bias.fill_(0);
  to_channels_last(*this);
}

DetectorOutput DetectorNet::forward(const torch::Tensor& pictures) {
  TORCH_CHECK(pictures.size(2) % kDetectorStrides.back() == 0 &&
                  pictures.size(3) % kDetectorStrides.back() == 0,
              "the detector's pictures have sides of multiples of 32");
  torch::Tensor x = pictures.to(torch::kFloat32).sub(kMiddleGrey).mul_(kContrast);
  x = x.contiguous(at::MemoryFormat::ChannelsLast);
  x = folded_stem_weight_.defined() ? torch::conv2d(x, folded_stem_weight_, folded_stem_bias_, 2, 1)
                                    : stem_norm_(stem_(x));
  x = torch::relu_(x);
  for (SeparableUnit& unit : shallow_) x = unit(x);
  std::array<torch::Tensor, 3> levels;
  for (std::size_t level = 0; level < levels.size(); ++level) {
    for (SeparableUnit& unit : stages_[level]) x = unit(x);
    levels[level] = x;
  }
  torch::Tensor above;
  std::vector<torch::Tensor> scores, shapes;
  for (std::size_t level = levels.size(); level-- > 0;) {
    torch::Tensor y = laterals_[level](levels[level]);
    if (above.defined()) y = y + torch::upsample_nearest2d(above, {y.size(2), y.size(3)});
    above = y = merges_[level](y);
    for (SeparableUnit& unit : head_) y = unit(y);
    const double stride = kDetectorStrides[level];
    const torch::Tensor shape = shape_(y).permute({0, 2, 3, 1}).flatten(1, 2);
    scores.insert(scores.begin(), score_(y).flatten(1));
    shapes.insert(shapes.begin(),
                  torch::cat({shape.slice(2, 0, 4).clamp(-kMaxLogDistance, kMaxLogDistance).exp(),
                              shape.slice(2, 4)},
                             2) *
                      stride);
  }
  const torch::Tensor shape = torch::cat(shapes, 1);
  return {torch::cat(scores, 1), shape.slice(2, 0, 4), shape.slice(2, 4).unflatten(2, {5, 2})};
}

std::vector<SeparableUnit> DetectorNet::all_units() {
  std::vector<SeparableUnit> units = shallow_;
  for (const auto* some : {&stages_[0], &stages_[1], &stages_[2], &merges_, &head_}) {
    units.insert(units.end(), some->begin(), some->end());
  }
  return units;
}

void DetectorNet::fold() {
  const torch::NoGradGuard no_grad;
  freeze(*this);
  std::tie(folded_stem_weight_, folded_stem_bias_) = folded(stem_->weight, stem_norm_);
  folded_stem_weight_ = folded_stem_weight_.contiguous(at::MemoryFormat::ChannelsLast);
  for (SeparableUnit& unit : all_units()) unit->fold();
}

DetectorCells detector_cells(int64_t height, int64_t width) {
  std::vector<torch::Tensor> middles, strides;
  for (const int stride : kDetectorStrides) {
    const torch::Tensor y = (torch::arange(height / stride) + 0.5) * stride - 0.5;
    const torch::Tensor x = (torch::arange(width / stride) + 0.5) * stride - 0.5;
    const auto grid = torch::meshgrid({y, x}, "ij");
    middles.push_back(torch::stack({grid[1].flatten(), grid[0].flatten()}, 1));
    strides.push_back(torch::full({middles.back().size(0)}, static_cast<float>(stride)));
  }
  return {torch::cat(middles, 0), torch::cat(strides, 0)};
}

void save_detector(const DetectorNet& net, Card card, const std::filesystem::path& file) {
  card["architecture"] = DetectorNet::kArchitecture;
  save_weights(net, card, file);
}

std::shared_ptr<DetectorNet> load_detector(const std::filesystem::path& file, Card* card) {
  const TensorFile contents = read_safetensors(file);
  expect_architecture(contents, DetectorNet::kArchitecture, file);
  const auto net = std::make_shared<DetectorNet>();
  load_weights(*net, contents, file);
  to_channels_last(*net);
  if (card != nullptr) *card = contents.card;
  return net;
}

}  // namespace antifaz
