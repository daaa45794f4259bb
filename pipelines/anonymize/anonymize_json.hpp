#pragma once

#include <filesystem>
#include <iosfwd>

#include "pipelines/anonymize/anonymize_report.hpp"

namespace antifaz {

/// Writes the report as JSON for other programs, a line a photograph, with "schema" and "version".
/// It begins with these and the output folder, so that a later run into it knows it.
/// Numbers that are not finite become null; what is not UTF-8 in file names is replaced. The
/// faces' targets and labels are told where `labels` says so, but never in kRandom, where they
/// would undo the randomness, nor of what an earlier run did, which nobody knows any more. Memory
/// doesn't grow with the photographs.
void write_json(const AnonymizeReport& report, Mode mode, bool labels, std::ostream& out);

/// Whether a file begins like a report about this output folder: then a run into it may replace it.
/// False for links.
bool is_report_of(const std::filesystem::path& file, const std::filesystem::path& output);

}  // namespace antifaz
