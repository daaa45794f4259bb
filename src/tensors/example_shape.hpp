#pragma once

namespace antifaz {

/// How images become examples.
struct ExampleShape {
  int size = 64;      ///< side after a centred square crop and a resize
  bool grey = false;  ///< one channel
  /// Also images of arrays are made so: cropped and resized, grey where `grey` says it (there are
  /// as many channels as before else). If not, they are taken as they are.
  bool fit_arrays = false;
};

}  // namespace antifaz
