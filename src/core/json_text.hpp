#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>

namespace antifaz {

/// A report as text, with a line end. File names are bytes: what is not UTF-8 is replaced.
inline std::string json_text(const nlohmann::json& report) {
  return report.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
}

/// Whoever walks JSON does so by recursion: a file must not choose how deep.
inline constexpr int kDeepestJson = 100;

/// Nothing where the text is no JSON, or is nested deeper than `kDeepestJson`.
std::optional<nlohmann::json> parse_json(std::string_view text);

}  // namespace antifaz
