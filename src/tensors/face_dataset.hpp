#pragma once

#include <ATen/core/Tensor.h>

#include <string>
#include <vector>

#include "src/data/manifest.hpp"

namespace antifaz {

/// Aligned face chips in memory, as `antifaz prepare` makes them.
struct FaceDataset {
  at::Tensor chips;   ///< uint8 [N, 3, kChipSize, kChipSize] RGB
  at::Tensor labels;  ///< int64 [N]: Gender, -1 where unknown
  std::vector<std::string>
      subjects;  ///< a name for each image; its path where the manifest has none

  std::size_t size() const { return subjects.size(); }
  /// The images whose gender is known.
  FaceDataset labelled() const;
};

/// Loads every row of prepared manifests into one data set. Throws `Error` for a chip that is
/// missing, broken or not kChipSize square (the folder was not made by `prepare`).
FaceDataset load_faces(const std::vector<Manifest>& manifests);

}  // namespace antifaz
