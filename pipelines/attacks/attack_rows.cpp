#include "pipelines/attacks/attack_rows.hpp"

#include <torch/types.h>

#include <algorithm>
#include <map>

namespace antifaz {

std::vector<std::uint32_t> subjects_at(const AttackFaces& faces, const at::Tensor& rows) {
  std::vector<std::uint32_t> subjects;
  for (int64_t i = 0; i < rows.size(0); ++i) {
    subjects.push_back(faces.subjects[static_cast<std::size_t>(rows[i].item<int64_t>())]);
  }
  return subjects;
}

at::Tensor labels_at(const AttackFaces& faces, const at::Tensor& rows) {
  return faces.labels.index_select(0, rows);
}

std::size_t rarer_people(const AttackFaces& faces, const at::Tensor& rows) {
  const std::vector<std::uint32_t> subjects = subjects_at(faces, rows);
  const torch::Tensor labels = labels_at(faces, rows);
  std::map<std::uint32_t, int64_t> label_of;
  for (std::size_t i = 0; i < subjects.size(); ++i) {
    label_of.emplace(subjects[i], labels[static_cast<int64_t>(i)].item<int64_t>());
  }
  const auto men = static_cast<std::size_t>(
      std::count_if(label_of.begin(), label_of.end(), [](const auto& one) { return one.second; }));
  return std::min(men, label_of.size() - men);
}

}  // namespace antifaz
