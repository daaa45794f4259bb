#pragma once

#include <string>

namespace antifaz {

/// `x` with that many decimals, as a table shows it: fixed(0.5, 2) is "0.50".
std::string fixed(double x, int decimals);

}  // namespace antifaz
