#pragma once

#include <cstddef>
#include <cstdint>

#include "src/core/device.hpp"

namespace antifaz {

enum class AttackEffort {
  kNone,
  kFast,  ///< what needs no pixels: averages over people, attacks on embeddings; seconds
  kAll    ///< networks are trained as well; minutes
};

struct AttackOptions {
  AttackEffort effort = AttackEffort::kFast;
  std::size_t replicates = 400;  ///< of the bootstrap over the test subjects
  std::uint64_t seed = 1;        ///< of the split, of training and of the bootstrap
  Device device;
};

}  // namespace antifaz
