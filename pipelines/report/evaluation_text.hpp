#pragma once

#include <string>

#include "pipelines/evaluation_report.hpp"

namespace antifaz {

/// The report as plain text for people: the verdict, what was compared, one table of classifiers,
/// one of matchers, the quality, and the first problems. Figures come with their 95 % intervals.
std::string to_text(const EvaluateReport& report);

}  // namespace antifaz
