#pragma once

#include <nlohmann/json.hpp>
#include <string>

namespace antifaz {

/// A report as text, with a line end. File names are bytes: what is not UTF-8 is replaced.
inline std::string json_text(const nlohmann::json& report) {
  return report.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
}

}  // namespace antifaz
