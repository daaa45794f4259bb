#pragma once

#include <string>

#include "pipelines/evaluation_report.hpp"

namespace antifaz {

/// What attackers achieve, and with how much: tables for the terminal, each after an empty line.
/// Empty where there are no attackers.
std::string attack_tables(const EvaluateReport& report);

}  // namespace antifaz
