#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "src/core/figure.hpp"

namespace antifaz {

/// The mean of independent values, one a subject, with its 95 % interval from 1,000 bootstrap
/// replicates. Precondition: not empty.
Figure mean_figure(const std::vector<double>& values);
/// The same where several values may be of one subject: `subject` numbers each value's from 0.
/// Subjects are drawn, each with all its values. Precondition: equally long, not empty.
Figure mean_figure(const std::vector<double>& values, const std::vector<std::uint32_t>& subject);

/// "0.812 [0.805, 0.819]" with so many decimals; the value alone where there is no interval.
std::string with_interval(const Figure& figure, int decimals);

}  // namespace antifaz
