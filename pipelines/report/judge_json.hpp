#pragma once

#include <nlohmann/json_fwd.hpp>

#include "pipelines/evaluation_report.hpp"

namespace antifaz {

/// What the report says of one classifier, of one matcher.
nlohmann::json classifier_json(const GenderResult& result);
nlohmann::json matcher_json(const MatchResult& result);

}  // namespace antifaz
