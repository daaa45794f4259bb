#pragma once

#include <iosfwd>

#include "pipelines/anonymize/anonymize_report.hpp"

namespace antifaz {

/// Writes the report as JSON for other programs, a line a photograph, with "schema" and "version".
/// Numbers that are not finite become null; what is not UTF-8 in file names is replaced. In kRandom
/// without the faces' targets: kept beside the photographs, they would undo the randomness. Nor are
/// they there for what an earlier run did, which nobody knows any more. Memory doesn't grow with
/// the photographs.
void write_json(const AnonymizeReport& report, Mode mode, std::ostream& out);

}  // namespace antifaz
