#pragma once

#include <filesystem>
#include <memory>

#include "src/face/face.hpp"

namespace antifaz {

struct TiledDetectorOptions {
  double min_face = 20;  ///< pixels: smaller faces are not looked for
};

/// The project's own detector, `weights` as `antifaz train detector` writes them: a photograph of
/// any size is looked at in several sizes, in tiles, in memory that its size hardly changes; where
/// nothing is found, once more turned by a quarter, a half and three quarters, and with a border
/// (a crop so tight that the face fills it needs something round it). Its points are the person's,
/// not the picture's: the first is the eye that would be left were the face upright, so chips come
/// out upright. Safe to be used by several threads. Throws `Error` where the file is missing or
/// holds another network.
std::unique_ptr<FaceDetector> make_tiled_detector(const std::filesystem::path& weights,
                                                  const TiledDetectorOptions& options = {});

}  // namespace antifaz
