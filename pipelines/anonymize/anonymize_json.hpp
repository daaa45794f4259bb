#pragma once

#include <nlohmann/json_fwd.hpp>

#include "pipelines/anonymize/anonymize_report.hpp"

namespace antifaz {

/// The report as JSON for other programs, with "schema" and "version". Numbers that are not finite
/// become null. File names are bytes: dump with `error_handler_t::replace`. In kRandom without the
/// faces' targets: kept beside the photographs, they would undo the randomness. Nor are they there
/// for what an earlier run did, which nobody knows any more.
nlohmann::json to_json(const AnonymizeReport& report, Mode mode);

}  // namespace antifaz
