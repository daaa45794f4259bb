#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

namespace antifaz::html {

/// Parts of the report page, each from the JSON report (docs/report-schema.md). A part that has
/// nothing to show is empty.

std::string verdict_section(const nlohmann::json& report);
/// The four rows: original; naive; retrained; restored.
std::string headline_section(const nlohmann::json& report);
/// One line an attacker, from originals to protected faces, by what somebody needs to be it.
std::string readers_section(const nlohmann::json& report);
/// Success against the size of what attackers have.
std::string curves_section(const nlohmann::json& report);
std::string attackers_section(const nlohmann::json& report);
std::string classifiers_section(const nlohmann::json& report);
std::string matchers_section(const nlohmann::json& report);
std::string trade_offs_section(const nlohmann::json& report);
std::string quality_section(const nlohmann::json& report);
std::string groups_section(const nlohmann::json& report);
/// Command, versions, weights, counts, protocol, problems.
std::string origin_section(const nlohmann::json& report);

}  // namespace antifaz::html
