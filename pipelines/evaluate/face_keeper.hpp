#pragma once

#include <cstdint>
#include <vector>

#include "pipelines/attacks/attacker.hpp"
#include "pipelines/gallery_face.hpp"
#include "src/data/manifest.hpp"

namespace antifaz {

/// Which faces of an evaluation to keep as pictures.
struct FaceKeeperOptions {
  bool chips = false;       ///< those that attackers learn from: of labelled rows
  std::size_t gallery = 0;  ///< this many to show, evenly spread over the rows
};

struct KeptFaces {
  std::vector<std::size_t> rows;  ///< of the manifest, whose chips these are
  BothVersions chips;             ///< see `AttackFaces`; not defined where none were asked for
  std::vector<GalleryFace> gallery;
};

/// Cuts faces out of photographs that are too many to keep.
class FaceKeeper {
 public:
  /// `manifest` must outlive this.
  FaceKeeper(const FaceKeeperOptions& options, const Manifest& manifest);

  /// Both versions of a row's photograph, 8-bit BGR of equal size, and the landmarks of its main
  /// face in the protected one. Rows come in ascending order.
  void add(std::size_t row, const cv::Mat& original, const cv::Mat& changed,
           const Landmarks& landmarks);

  KeptFaces take();

 private:
  void keep_chips(std::size_t row, const cv::Mat& original, const cv::Mat& changed);

  FaceKeeperOptions options_;
  const Manifest& manifest_;
  KeptFaces kept_;
};

}  // namespace antifaz
