#pragma once

#include <limits>

namespace antifaz {

/// An estimate with its 95 % interval. NaN: there is no such number.
struct Figure {
  double value = std::numeric_limits<double>::quiet_NaN();
  double low = std::numeric_limits<double>::quiet_NaN();
  double high = std::numeric_limits<double>::quiet_NaN();
};

}  // namespace antifaz
