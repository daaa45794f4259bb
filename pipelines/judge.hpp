#pragma once

#include <memory>

namespace antifaz {

/// A classifier or matcher and whether the generator was trained against it.
template <typename Box>
struct Judge {
  std::unique_ptr<Box> box;
  bool in_the_loop = false;
};

}  // namespace antifaz
