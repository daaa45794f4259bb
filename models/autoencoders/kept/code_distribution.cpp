#include "models/autoencoders/kept/code_distribution.hpp"

#include <torch/types.h>
#include <torch/utils.h>

#include <algorithm>
#include <opencv2/core.hpp>

#include "models/autoencoders/apply.hpp"
#include "src/core/error.hpp"

namespace antifaz {
namespace {

constexpr int64_t kMostComponents = 10, kCodesAComponent = 100, kFewestCodes = 10;
constexpr int kRuns = 3, kSteps = 50;
constexpr double kFlat = 1e-10;  // a variance beside the largest that is rounding
// Of an axis' deviation: a component on one example would draw it again and again.
constexpr double kLeastDeviation = 0.25;

/// Gaussians along the coordinates: weights [m], means and variances [m, k].
struct Mixture {
  torch::Tensor weights, centres, variances;
};

/// Of rows [N, k], given to which degree each is of each component, [N, m].
Mixture maximised(const torch::Tensor& rows, const torch::Tensor& degrees) {
  const torch::Tensor counts = degrees.sum(0).clamp_min(1e-9), column = counts.unsqueeze(1);
  const torch::Tensor centres = degrees.t().mm(rows) / column;
  const torch::Tensor squares = degrees.t().mm(rows.square()) / column;
  return {counts / rows.size(0), centres,
          (squares - centres.square()).clamp_min(kLeastDeviation * kLeastDeviation)};
}

torch::Tensor expected_degrees(const torch::Tensor& rows, const Mixture& mixture) {
  const torch::Tensor precisions = 1 / mixture.variances;
  const torch::Tensor distances = rows.square().mm(precisions.t()) -
                                  2 * rows.mm((mixture.centres * precisions).t()) +
                                  (mixture.centres.square() * precisions).sum(1);
  return torch::softmax(mixture.weights.log() - 0.5 * (distances + mixture.variances.log().sum(1)),
                        1);
}

/// Rows [N, k] divided into clusters: [N, clusters], 1 where a row is in one and else 0.
torch::Tensor clustered(const torch::Tensor& rows, int64_t clusters, std::uint64_t seed) {
  // OpenCV would take a single row for many numbers.
  if (clusters == 1) return torch::ones({rows.size(0), 1}, rows.options());
  const torch::Tensor floats = rows.to(torch::kFloat32).contiguous();
  const cv::Mat view(static_cast<int>(rows.size(0)), static_cast<int>(rows.size(1)), CV_32F,
                     floats.data_ptr());
  cv::setRNGSeed(static_cast<int>(seed));
  cv::Mat labels;
  cv::kmeans(view, static_cast<int>(clusters), labels,
             {cv::TermCriteria::MAX_ITER + cv::TermCriteria::EPS, kSteps, 1e-4}, kRuns,
             cv::KMEANS_PP_CENTERS);
  const torch::Tensor of_row =
      torch::from_blob(labels.data, {labels.rows, 1}, torch::kInt32).to(torch::kInt64);
  return torch::zeros({rows.size(0), clusters}, rows.options()).scatter_(1, of_row, 1);
}

/// Of rows [N, k] of unit variance. OpenCV's own (`cv::ml::EM`) fails an assertion where a cluster
/// is one row, and takes some seven times as long.
Mixture fit_mixture(const torch::Tensor& rows, std::uint64_t seed) {
  const int64_t wanted = std::clamp<int64_t>(rows.size(0) / kCodesAComponent, 1, kMostComponents);
  const torch::Tensor degrees = clustered(rows, wanted, seed);
  Mixture mixture = maximised(rows, degrees);
  for (int step = 0; step < kSteps; ++step) {
    mixture = maximised(rows, expected_degrees(rows, mixture));
  }
  const double fewest = static_cast<double>(std::min(kFewestCodes, rows.size(0)));
  const torch::Tensor kept = (mixture.weights * rows.size(0) >= 0.999 * fewest).nonzero().flatten();
  return {mixture.weights.index_select(0, kept), mixture.centres.index_select(0, kept),
          mixture.variances.index_select(0, kept)};
}

}  // namespace

void CodeDistribution::register_buffers(int64_t code, int64_t components) {
  mean_ = register_buffer("mean", torch::zeros({code}));
  axes_ = register_buffer("axes", torch::eye(code));
  low_ = register_buffer("low", torch::zeros({code}));
  high_ = register_buffer("high", torch::zeros({code}));
  weights_ = register_buffer("weights", torch::ones({components}));
  centres_ = register_buffer("centres", torch::zeros({components, code}));
  deviations_ = register_buffer("deviations", torch::ones({components, code}));
}

CodeDistribution::CodeDistribution(int64_t code, int64_t components) {
  register_buffers(code, components);
}

CodeDistribution::CodeDistribution(const torch::Tensor& codes, std::uint64_t seed) {
  TORCH_CHECK(codes.dim() == 2 && codes.size(0) > 0, "expected codes [N, code]");
  const torch::NoGradGuard no_grad;
  const torch::Tensor all = codes.to(torch::kDouble), mean = all.mean(0), rest = all - mean;
  const double others = static_cast<double>(std::max<int64_t>(1, all.size(0) - 1));
  const auto [variances, directions] = torch::linalg_eigh(rest.t().mm(rest) / others);
  const torch::Tensor counts = variances > kFlat * variances.max();
  const torch::Tensor lengths =
      torch::where(counts, variances, torch::zeros_like(variances)).sqrt();
  const torch::Tensor rows =
      torch::where(counts, rest.mm(directions) / lengths, torch::zeros_like(rest));
  const Mixture mixture = fit_mixture(rows, seed);
  register_buffers(all.size(1), mixture.weights.size(0));
  mean_.copy_(mean);
  axes_.copy_(directions * lengths);
  low_.copy_(std::get<0>(all.min(0)));
  high_.copy_(std::get<0>(all.max(0)));
  weights_.copy_(mixture.weights);
  centres_.copy_(mixture.centres);
  deviations_.copy_(mixture.variances.sqrt());
}

torch::Tensor CodeDistribution::draw(Sampler sampler, int64_t n) const {
  TORCH_CHECK(sampler != Sampler::kPrior, "a prior is the model's, not its codes'");
  torch::Tensor along = torch::randn({n, mean_.size(0)}, mean_.options());
  if (sampler == Sampler::kMixture) {
    const torch::Tensor which = torch::multinomial(weights_, n, /*replacement=*/true);
    along = centres_.index_select(0, which) + deviations_.index_select(0, which) * along;
  }
  return torch::minimum(torch::maximum(mean_ + along.mm(axes_.t()), low_), high_);
}

double CodeDistribution::divergence_from_prior() const {
  const torch::Tensor variances = axes_.to(torch::kDouble).square().sum(0);
  const torch::Tensor shift = mean_.to(torch::kDouble).square();
  return 0.5 * (variances + shift - 1 - variances.log()).sum().item<double>();
}

void fit_codes(Autoencoder& model, const torch::Tensor& examples, std::uint64_t seed) {
  if (model.code_size() > kLongestDrawnCode) return;
  const torch::NoGradGuard no_grad;
  const torch::Device device = device_of(model);
  const torch::Tensor codes = map_batches(
      examples, [&](const torch::Tensor& x) { return model.draw_codes(x); }, device);
  model.keep_codes(std::make_shared<CodeDistribution>(codes, seed));
  model.code_distribution()->to(device);
}

void expect_codes(Autoencoder& model, const TensorFile& contents,
                  const std::filesystem::path& file) {
  const auto found = contents.tensors.find("codes.weights");
  if (found == contents.tensors.end()) return;
  const at::Tensor& weights = found->second;
  if (weights.dim() != 1 || weights.numel() == 0 || weights.numel() > kMostComponents ||
      model.code_size() > kLongestDrawnCode || !weights.ge(0).all().item<bool>() ||
      !(weights.sum().item<double>() > 0)) {
    throw Error(file, "the tensor 'codes.weights' holds no weights of a mixture");
  }
  model.keep_codes(std::make_shared<CodeDistribution>(model.code_size(), weights.size(0)));
}

torch::Tensor sample(Autoencoder& model, Sampler sampler, int64_t n) {
  if (sampler == Sampler::kPrior) return model.sample(n);
  if (!model.code_distribution()) {
    throw Error(
        "keeps no distribution of its training's codes (those of before they were kept and "
        "those with codes of more than " +
        std::to_string(kLongestDrawnCode) +
        " numbers don't): train it again, or give --sampler prior where it has one");
  }
  return model.decode(model.code_distribution()->draw(sampler, n));
}

}  // namespace antifaz
