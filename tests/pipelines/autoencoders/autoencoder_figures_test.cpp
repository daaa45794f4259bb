#include "pipelines/autoencoders/autoencoder_figures.hpp"

#include <gtest/gtest.h>

namespace antifaz {
namespace {

TEST(AutoencoderFiguresTest, AreNamedAsFarAsThereAreAny) {
  AutoencoderFigures figures;
  EXPECT_EQ(named(figures).size(), 3U);
  figures.psnr = figures.ssim = 1;
  figures.variational = VariationalFigures{};
  EXPECT_EQ(named(figures).size(), 8U);
  figures.mismatch = 130;
  EXPECT_EQ(named(figures).size(), 9U);
}

}  // namespace
}  // namespace antifaz
