#pragma once

namespace antifaz {

/// How image files become examples.
struct ExampleShape {
  int size = 64;      ///< side after a centred square crop and a resize
  bool grey = false;  ///< one channel
};

}  // namespace antifaz
