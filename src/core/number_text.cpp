#include "src/core/number_text.hpp"

#include <cmath>
#include <cstdio>

namespace antifaz {
namespace {

std::string formatted(const char* format, int digits, double x) {
  if (std::isnan(x)) return "-";
  char text[512];  // the largest double has 309 digits before the point
  std::snprintf(text, sizeof text, format, digits, x);
  return text;
}

}  // namespace

std::string fixed(double x, int decimals) { return formatted("%.*f", decimals, x); }

std::string significant(double x, int digits) { return formatted("%.*g", digits, x); }

std::string percent(double share, int decimals) {
  return std::isnan(share) ? "-" : fixed(100 * share, decimals) + " %";
}

}  // namespace antifaz
