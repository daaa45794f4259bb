#pragma once

namespace antifaz {

/// Where networks compute: on the CPU, or on the GPU of this number.
struct Device {
  bool gpu = false;
  int number = 0;
};

}  // namespace antifaz
