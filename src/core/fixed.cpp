#include "src/core/fixed.hpp"

#include <cstdio>

namespace antifaz {

std::string fixed(double x, int decimals) {
  char text[64];
  std::snprintf(text, sizeof text, "%.*f", decimals, x);
  return text;
}

}  // namespace antifaz
