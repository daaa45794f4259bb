#pragma once

#include <string>

#include "pipelines/evaluate.hpp"

namespace antifaz {

/// The report as plain text for people: what was compared, one table of classifiers, one of
/// matchers, the quality, and the first problems.
std::string to_text(const EvaluateReport& report);

}  // namespace antifaz
