#include "pipelines/speech/mask_loss.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

namespace antifaz {
namespace {

constexpr double kPower = 0.3;
constexpr double kSoftest = 1e-3;         // magnitude; below it the power's slope has no bound
constexpr double kWithPhase = 0.3;        // weight of the error with the noisy phase
constexpr double kTooLow = 2;             // weight more of what speech lost than of noise left
constexpr double kEnvelope = 0.1;         // weight of the envelopes
constexpr double kLowestBand = 150;       // Hz, the middle of STOI's lowest band
constexpr int64_t kSpan = 24, kStep = 2;  // frames

torch::Tensor third_octaves(int64_t bins, int rate) {
  const double width = rate / 2.0 / static_cast<double>(bins - 1);  // Hz a bin
  const double half = std::pow(2, 1 / 6.0);
  std::vector<torch::Tensor> bands;
  for (double middle = kLowestBand; middle * half <= rate / 2.0; middle *= half * half) {
    const auto first = std::llround(middle / half / width),
               end = std::llround(middle * half / width);
    torch::Tensor band = torch::zeros({bins});
    band.slice(0, first, std::max(end, first + 1)).fill_(1);
    bands.push_back(band);
  }
  return torch::stack(bands, 1);
}

}  // namespace

torch::Tensor MaskLoss::Parts::total() const { return spectrum + kEnvelope * envelope; }

MaskLoss::MaskLoss(int64_t bins, int rate) : thirds_(third_octaves(bins, rate)) {}

torch::Tensor MaskLoss::envelopes(const torch::Tensor& magnitude) const {
  const torch::Tensor bands = torch::matmul(magnitude.square(), thirds_.to(magnitude.device()));
  const torch::Tensor spans = (bands + 1e-6).sqrt().unfold(1, kSpan, kStep);
  return spans - spans.mean(3, true);
}

MaskLoss::Parts MaskLoss::operator()(const torch::Tensor& gain, const Speech& speech) const {
  const torch::Tensor made = gain * speech.noisy;
  const torch::Tensor loud = (made + kSoftest).pow(kPower);
  const torch::Tensor wanted = (speech.clean + kSoftest).pow(kPower);
  const torch::Tensor lost = torch::relu(wanted - loud);
  const torch::Tensor with_phase =
      loud.square() + wanted.square() - 2 * loud * wanted * speech.agreement;
  const torch::Tensor spectrum = (loud - wanted).square().mean() + kTooLow * lost.square().mean() +
                                 kWithPhase * with_phase.mean();
  const torch::Tensor ours = envelopes(made), theirs = envelopes(speech.clean);
  const auto length = [](const torch::Tensor& x) { return (x.square().sum(3) + 1e-4).sqrt(); };
  const torch::Tensor correlation = (ours * theirs).sum(3) / (length(ours) * length(theirs));
  return {spectrum, 1 - correlation.mean()};
}

}  // namespace antifaz
