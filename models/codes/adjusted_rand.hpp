#pragma once

#include <cstdint>
#include <vector>

namespace antifaz {

/// Adjusted Rand index of two ways to divide the same things into groups (Hubert & Arabie 1985): 1
/// for equal divisions, 0 on average for unrelated ones, below 0 for less than chance. Groups are
/// numbered from 0; `times` counts each thing so often, but a thing is no pair with itself. NaN
/// where both put all things into one group, or each into its own. Precondition: equally long.
double adjusted_rand_index(const std::vector<int>& left, const std::vector<int>& right,
                           const std::vector<std::uint32_t>& times);
double adjusted_rand_index(const std::vector<int>& left, const std::vector<int>& right);

}  // namespace antifaz
