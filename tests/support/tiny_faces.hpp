#pragma once

#include <torch/types.h>
#include <torch/utils.h>

#include <string>

#include "src/face/alignment.hpp"
#include "src/tensors/face_dataset.hpp"

namespace antifaz::testing {

/// `n` invented chips: noise, the "male" ones (every second) brighter in the middle. Two images a
/// subject.
inline FaceDataset tiny_faces(int64_t n, std::uint64_t seed = 5) {
  torch::manual_seed(seed);
  FaceDataset faces;
  faces.chips = torch::randint(60, 120, {n, 3, kChipSize, kChipSize}, torch::kUInt8);
  faces.labels = torch::arange(n, torch::kInt64) % 2;
  for (int64_t i = 0; i < n; ++i) {
    if (i % 2 == 1) faces.chips[i].slice(1, 40, 90).slice(2, 40, 90) += 80;
    faces.subjects.push_back("subject " + std::to_string(i / 2));
  }
  return faces;
}

}  // namespace antifaz::testing
