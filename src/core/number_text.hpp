#pragma once

#include <string>

namespace antifaz {

/// Numbers as tables and messages show them, whatever the locale. What is no number is "-".

/// With that many decimals: fixed(0.5, 2) is "0.50".
std::string fixed(double x, int decimals);
/// With at most that many significant digits: significant(0.00012345, 3) is "0.000123", and
/// significant(1e6, 3) is "1e+06".
std::string significant(double x, int digits);
/// A share in per cent: percent(0.862) is "86.2 %".
std::string percent(double share, int decimals = 1);

}  // namespace antifaz
