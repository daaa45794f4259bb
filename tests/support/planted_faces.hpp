#pragma once

#include <torch/types.h>
#include <torch/utils.h>

#include "pipelines/attacks/attacker.hpp"
#include "src/core/metrics.hpp"

namespace antifaz::testing {

/// `people` invented people with two small faces each, every second one male. A male original has a
/// bright square in the middle of the noise. The protected version is the noise without the square.
inline AttackFaces planted_faces(int64_t people) {
  const int64_t n = 2 * people;
  torch::manual_seed(11);
  AttackFaces faces;
  for (int64_t i = 0; i < n; ++i) faces.subjects.push_back(static_cast<std::uint32_t>(i / 2));
  faces.labels = torch::arange(n).floor_divide(2) % 2;
  const torch::Tensor noise = torch::randint(60, 120, {n, 3, 32, 32}, torch::kUInt8);
  faces.chips = {noise.clone(), noise.clone()};
  return faces;
}

/// Adds `amount` to the middle of the faces of men in a version.
inline void plant(AttackFaces& faces, Version version, int amount) {
  const torch::Tensor men = faces.labels.view({-1, 1, 1, 1}).to(torch::kUInt8);
  faces.chips[version].slice(2, 6, 26).slice(3, 6, 26) += men * amount;
}

inline torch::Tensor training_rows(const AttackFaces& faces) {
  return torch::arange(static_cast<int64_t>(faces.size()) * 2 / 3 / 2 * 2);
}

inline torch::Tensor test_rows(const AttackFaces& faces) {
  return torch::arange(training_rows(faces).size(0), static_cast<int64_t>(faces.size()));
}

/// How well `scores` tell rows with label 1 from the others.
inline double auc_of(const torch::Tensor& scores, const torch::Tensor& labels) {
  std::vector<double> ones, zeros;
  for (int64_t i = 0; i < scores.size(0); ++i) {
    (labels[i].item<int64_t>() == 1 ? ones : zeros).push_back(scores[i].item<double>());
  }
  return auc(ones, zeros);
}

/// The AUC on test people of an attacker trained on others.
inline double attacked(Attacker& attacker, const AttackFaces& faces, Version version) {
  attacker.train(faces, training_rows(faces), version);
  const torch::Tensor test = test_rows(faces);
  return auc_of(attacker.scores(faces, test, version), faces.labels.index_select(0, test));
}

}  // namespace antifaz::testing
