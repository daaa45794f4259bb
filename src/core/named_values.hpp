#pragma once

#include <string>
#include <utility>
#include <vector>

namespace antifaz {

/// Named figures, in the order to show them: the parts of a loss, what a validation found.
using NamedValues = std::vector<std::pair<std::string, double>>;

}  // namespace antifaz
