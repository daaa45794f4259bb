#include "models/semi_adversarial/generator.hpp"

#include <torch/nn/functional/upsampling.h>
#include <torch/nn/init.h>
#include <torch/types.h>
#include <torch/utils.h>

#include "models/card_numbers.hpp"
#include "models/weights.hpp"
#include "src/core/labels.hpp"
#include "src/face/alignment.hpp"
#include "src/face/compositor.hpp"
#include "src/tensors/image_tensor.hpp"

namespace antifaz {
namespace {

namespace F = torch::nn::functional;

constexpr char kArchitecture[] = "antifaz-generator";
constexpr double kHalfColouredBefore = 0.02;  // in cards that do not say

torch::Tensor lrelu(const torch::Tensor& x) { return torch::leaky_relu(x, 0.1); }

torch::Tensor enlarge(const torch::Tensor& x) {
  return F::interpolate(
      x, F::InterpolateFuncOptions().scale_factor(std::vector<double>{2, 2}).mode(torch::kNearest));
}

/// BT.601 luma and chroma changes to RGB changes.
torch::Tensor ycc_to_rgb(const torch::Tensor& y, const torch::Tensor& cb, const torch::Tensor& cr) {
  return torch::cat({y + 1.402 * cr, y - 0.344136 * cb - 0.714136 * cr, y + 1.772 * cb}, 1);
}

/// BT.601 chroma, [N, 2, H, W], of RGB.
torch::Tensor chroma_of(const torch::Tensor& rgb) {
  const torch::Tensor luma = luma_of(rgb);
  return torch::cat({(rgb.slice(1, 2) - luma) / 1.772, (rgb.slice(1, 0, 1) - luma) / 1.402}, 1);
}

/// 3x3 binomial smoothing of each channel: takes the last layer's checkerboard out and leaves
/// changes that survive rescaling.
torch::Tensor smooth(const torch::Tensor& x) {
  const torch::Tensor row = torch::tensor({0.25F, 0.5F, 0.25F}, x.options());
  const torch::Tensor kernel = torch::outer(row, row).expand({x.size(1), 1, 3, 3});
  return torch::conv2d(x, kernel, {}, 1, 1, 1, x.size(1));
}

/// Linear interpolation between values that stand `grain` pixels apart.
torch::Tensor between_knots(const torch::Tensor& x, int grain) {
  if (grain == 1) return x;
  return F::interpolate(x, F::InterpolateFuncOptions()
                               .scale_factor(std::vector<double>(2, grain))
                               .mode(torch::kBilinear)
                               .align_corners(false));
}

/// The part of a chroma change [N, 2, H, W] that leaves the hue of `chips` as it is: all of it
/// where they are coloured, half where their chroma is `half_coloured`, none where they are grey.
torch::Tensor along_own_hue(const torch::Tensor& change, const torch::Tensor& chips,
                            double half_coloured) {
  const torch::Tensor own = smooth(chroma_of(chips));
  const torch::Tensor strength = own.square().sum(1, true) + half_coloured * half_coloured;
  return (change * own).sum(1, true) / strength * own;
}

}  // namespace

GeneratorImpl::GeneratorImpl(const GeneratorOptions& options)
    : options_(options),
      prototypes_(register_buffer("prototypes",
                                  torch::full({kTargetCount, 3, kChipSize, kChipSize}, 0.5F))),
      enter_(register_module("enter", conv3x3(24, options.width))),
      down1_(register_module("down1", conv3x3(options.width, 2 * options.width, 2))),
      down2_(register_module("down2", conv3x3(2 * options.width, 3 * options.width, 2))),
      up1_(register_module("up1", conv3x3(5 * options.width, 2 * options.width))),
      up2_(register_module("up2", conv3x3(3 * options.width, options.width))),
      head_(register_module("head", conv3x3(options.width, 12))),
      middle1_(register_module("middle1", ResidualBlock(2 * options.width))),
      bottom1_(register_module("bottom1", ResidualBlock(3 * options.width))),
      bottom2_(register_module("bottom2", ResidualBlock(3 * options.width))) {
  TORCH_CHECK(options.grain > 0 && kChipSize % options.grain == 0,
              "the grain must divide the chip");
  torch::nn::init::zeros_(head_->weight);
  torch::nn::init::zeros_(head_->bias);
}

torch::Tensor GeneratorImpl::forward(const torch::Tensor& chips, const torch::Tensor& targets) {
  const torch::Tensor pair = torch::cat({chips, prototypes_.index_select(0, targets)}, 1) - 0.5;
  const torch::Tensor half =
      lrelu(enter_(torch::pixel_unshuffle(pair, 2).contiguous(at::MemoryFormat::ChannelsLast)));
  const torch::Tensor quarter = middle1_(lrelu(down1_(half)));
  const torch::Tensor eighth = bottom2_(bottom1_(lrelu(down2_(quarter))));
  torch::Tensor x = lrelu(up1_(torch::cat({enlarge(eighth), quarter}, 1)));
  x = lrelu(up2_(torch::cat({enlarge(x), half}, 1)));
  const torch::Tensor raw = smooth(torch::pixel_shuffle(head_(x), 2));
  const torch::Tensor change = torch::tanh(torch::avg_pool2d(raw, options_.grain));
  const torch::Tensor ycc = between_knots(change, options_.grain);
  torch::Tensor chroma = options_.max_chroma * ycc.slice(1, 1);
  if (options_.keep_hue) chroma = along_own_hue(chroma, chips, options_.half_coloured);
  return ycc_to_rgb(options_.max_luma * ycc.slice(1, 0, 1), chroma.slice(1, 0, 1),
                    chroma.slice(1, 1));
}

void GeneratorImpl::set_bounds(const GeneratorOptions& bounds) {
  options_.max_luma = bounds.max_luma;
  options_.max_chroma = bounds.max_chroma;
  options_.keep_hue = bounds.keep_hue;
  options_.half_coloured = bounds.half_coloured;
}

void GeneratorImpl::set_prototypes(const torch::Tensor& prototypes) {
  const torch::NoGradGuard no_grad;
  prototypes_.copy_(prototypes);
}

torch::Tensor feather_mask_tensor() {
  const cv::Mat mask = feather_mask();
  return torch::from_blob(mask.data, {mask.rows, mask.cols}, torch::kFloat32).clone();
}

torch::Tensor apply_change(const torch::Tensor& chips, const torch::Tensor& change,
                           const torch::Tensor& mask) {
  return (chips + mask * change).clamp(0, 1);
}

void save_generator(const Generator& generator, Card card, const std::filesystem::path& file) {
  const GeneratorOptions& options = generator->options();
  card["architecture"] = kArchitecture;
  card["width"] = std::to_string(options.width);
  card["max_luma"] = std::to_string(options.max_luma);
  card["max_chroma"] = std::to_string(options.max_chroma);
  card["keep_hue"] = options.keep_hue ? "1" : "0";
  card["half_coloured"] = std::to_string(options.half_coloured);
  card["grain"] = std::to_string(options.grain);
  save_weights(*generator, card, file);
}

Generator load_generator(const std::filesystem::path& file) {
  return load_generator(read_safetensors(file), file);
}

Generator load_generator(const TensorFile& contents, const std::filesystem::path& file) {
  expect_architecture(contents, kArchitecture, file);
  GeneratorOptions options;
  options.width = static_cast<int>(card_number(contents, "width", 1, 1024, file));
  options.max_luma = card_number(contents, "max_luma", 0, 1, file);
  options.max_chroma = card_number(contents, "max_chroma", 0, 1, file);
  if (contents.card.count("keep_hue")) {
    options.keep_hue = card_number(contents, "keep_hue", 0, 1, file) > 0.5;
  }
  options.half_coloured = contents.card.count("half_coloured")
                              ? card_number(contents, "half_coloured", 0, 1, file)
                              : kHalfColouredBefore;
  options.grain = static_cast<int>(card_number(contents, "grain", 1, 16, file));
  Generator generator(options);
  load_weights(*generator, contents, file);
  freeze(*generator);
  to_channels_last(*generator);
  return generator;
}

}  // namespace antifaz
