#pragma once

#include <vector>

#include "pipelines/attacks/attacker.hpp"

namespace antifaz {

/// Whose the faces at these rows (int64) are, and their labels (int64).
std::vector<std::uint32_t> subjects_at(const AttackFaces& faces, const at::Tensor& rows);
at::Tensor labels_at(const AttackFaces& faces, const at::Tensor& rows);

/// How many different women and men, whichever are fewer (a subject's first label counts), are at
/// these rows.
std::size_t rarer_people(const AttackFaces& faces, const at::Tensor& rows);

}  // namespace antifaz
