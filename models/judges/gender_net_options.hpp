#pragma once

#include <optional>
#include <string_view>

namespace antifaz {

/// Families of gender classifiers. A generator that fools one family need not fool another: train
/// several.
enum class GenderFamily {
  kResidual,   ///< basic residual blocks (He et al. 2016)
  kVgg,        ///< plain 3x3 convolutions and max pooling (Simonyan & Zisserman 2015)
  kDepthwise,  ///< depthwise separable convolutions (Howard et al. 2017)
  kAttention,  ///< a small vision transformer on 4x4 patches (Dosovitskiy et al. 2021)
  kDense,      ///< plain convolutions below a fully connected layer, which knows where in the face
               ///< a feature lies (Antipov et al. 2016); the others average over the face
  kPaper2018   ///< the predictor of the 2018 paper: 2,159,618 parameters, grey 224x224, two logits
};
std::optional<GenderFamily> parse_gender_family(std::string_view text);
std::string_view to_string(GenderFamily family);

struct GenderNetOptions {
  GenderFamily family = GenderFamily::kResidual;
  int width = 24;     ///< channels of the first stage; 2, 3 and 4 times that in the next three
                      ///< (kDense has two stages, kPaper2018 its own)
  int size = 64;      ///< input side in pixels after the crop, divisible by 16
  double crop = 1.0;  ///< side of the centred crop, as a share of the chip
  double down = 0;    ///< how far the crop's centre lies below the chip's, as a share of the chip;
                      ///< where the crop leaves the chip its edge is replicated
  bool grey = false;  ///< look at luma only
  bool colour = false;  ///< look at chroma only: all has the luma of mid grey; not with `grey`
};

}  // namespace antifaz
