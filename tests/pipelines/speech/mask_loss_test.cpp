#include "pipelines/speech/mask_loss.hpp"

#include <gtest/gtest.h>
#include <torch/utils.h>

namespace antifaz {
namespace {

constexpr int64_t kBins = 129, kFrames = 64;

MaskLoss::Speech some_speech() {
  torch::manual_seed(1);
  const torch::Tensor clean = torch::rand({2, kFrames, kBins});
  return {clean + 0.5, clean, torch::ones_like(clean)};
}

TEST(MaskLossTest, IsNothingForTheCleanSpeech) {
  const MaskLoss loss(kBins, 8000);
  MaskLoss::Speech speech = some_speech();
  const MaskLoss::Parts right = loss(speech.clean / speech.noisy, speech);
  EXPECT_NEAR(right.spectrum.item<double>(), 0, 1e-6);
  EXPECT_NEAR(right.envelope.item<double>(), 0, 1e-3);
  EXPECT_GT(loss(torch::ones_like(speech.clean), speech).total().item<double>(), 0.01);
}

TEST(MaskLossTest, SpeechThatIsLostCountsMoreThanNoiseThatIsLeft) {
  const MaskLoss loss(kBins, 8000);
  MaskLoss::Speech speech = some_speech();
  const torch::Tensor loud = (speech.clean + 1e-3).pow(0.3);
  const auto of_gain = [&](double off) {  // as far off in loudness, above or below
    const torch::Tensor made = (loud + off).clamp_min(0.13).pow(1 / 0.3) - 1e-3;
    return loss(made / speech.noisy, speech).spectrum.item<double>();
  };
  EXPECT_GT(of_gain(-0.05), 1.5 * of_gain(0.05));
}

TEST(MaskLossTest, EnvelopesAreJudgedByShapeAlone) {
  const MaskLoss loss(kBins, 8000);
  MaskLoss::Speech speech = some_speech();
  const torch::Tensor right = speech.clean / speech.noisy;
  EXPECT_NEAR(loss(0.3 * right, speech).envelope.item<double>(), 0, 1e-3);
  // The same frames in another order are other envelopes.
  EXPECT_GT(loss(right.flip(1), speech).envelope.item<double>(), 0.1);
}

}  // namespace
}  // namespace antifaz
