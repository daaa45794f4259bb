#pragma once

#include <filesystem>
#include <memory>

#include "src/face/face.hpp"

namespace antifaz {

struct TiledDetectorOptions {
  double min_face = 20;  ///< pixels, `kLeastMinFace` or more: smaller faces are not looked for
};

/// The network sees faces of 16 pixels, and photographs are enlarged twice at most.
inline constexpr double kLeastMinFace = 8;

/// The project's own detector, `weights` as `antifaz train detector` writes them: a photograph of
/// any size is looked at in several sizes, in tiles, in memory that its size hardly changes; where
/// nothing is found, once more turned by a quarter, a half and three quarters, and with a border
/// (a crop so tight that the face fills it needs something round it). Its points are the person's,
/// not the picture's: the first is the eye that would be left were the face upright, so chips come
/// out upright. A find between the two scores that the card names (`kDetectorThreshold`,
/// `kDetectorDoubtful`) is doubtful. Safe to be used by several threads. Throws `Error` where the
/// file is missing or holds another network, or `min_face` is less than what can be looked for.
std::unique_ptr<FaceDetector> make_tiled_detector(const std::filesystem::path& weights,
                                                  const TiledDetectorOptions& options = {});

}  // namespace antifaz
