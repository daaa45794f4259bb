#pragma once

#include <string>
#include <vector>

namespace antifaz {

/// The known name nearest to a mistyped one (Damerau-Levenshtein distance with adjacent swaps, at
/// most a third of the name), or nothing where none is near.
std::string nearest_name(const std::string& typed, const std::vector<std::string>& known);

/// "; did you mean 'x'?" for that name, or nothing where none is near.
std::string did_you_mean(const std::string& typed, const std::vector<std::string>& known);

}  // namespace antifaz
