#pragma once

#include <string>
#include <vector>

namespace antifaz {

/// "; did you mean 'x'?" for the known name nearest to a mistyped one, or nothing where none is
/// near (Damerau-Levenshtein distance with adjacent swaps, at most a third of the name).
std::string did_you_mean(const std::string& typed, const std::vector<std::string>& known);

}  // namespace antifaz
