#pragma once

#include <ATen/core/Tensor.h>

namespace antifaz {

/// Which of `labels` (int64 [N] of `Gender`) are men, bool [N]. Throws `Error` where one label is
/// missing: what embeddings say of gender cannot be learned from women or men alone.
at::Tensor which_are_men(const at::Tensor& labels);

}  // namespace antifaz
