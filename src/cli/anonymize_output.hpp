#pragma once

#include "pipelines/anonymize/anonymize_options.hpp"
#include "pipelines/anonymize/anonymize_report.hpp"

namespace antifaz {

/// Prints what became of the photographs, for people.
void print_summary(const AnonymizeReport& report, const AnonymizeOptions& options);

}  // namespace antifaz
