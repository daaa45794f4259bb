#pragma once

#include <nlohmann/json_fwd.hpp>

#include "pipelines/evaluation_report.hpp"

namespace antifaz {

/// The report as docs/report-schema.md describes it: schema "antifaz-evaluation", version 2.
/// Numbers that are not finite become null. File names are bytes: dump with
/// `error_handler_t::replace`.
inline constexpr int kEvaluationSchemaVersion = 2;
nlohmann::json to_json(const EvaluateReport& report);

}  // namespace antifaz
