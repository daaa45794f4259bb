#include "bench/measured_point.hpp"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <optional>

#include "src/core/error.hpp"
#include "src/core/files.hpp"
#include "src/core/json_text.hpp"

namespace antifaz {
namespace {

constexpr double kFalseMatchRate = 0.001;

std::optional<double> match_rate(const nlohmann::json& report, const std::string& matcher,
                                 const char* kind) {
  for (const auto& one : report.at("matchers")) {
    if (one.at("name") != matcher) continue;
    for (const auto& point : one.at("comparisons").at(kind).at("operating_points")) {
      const bool wanted = std::abs(point.at("fmr").get<double>() - kFalseMatchRate) < 1e-9;
      const auto& rate = point.at("tmr").at("value");
      if (wanted && rate.is_number()) return rate.get<double>();
    }
  }
  return std::nullopt;
}

std::optional<double> better_attacker(const nlohmann::json& report, const std::string& matcher,
                                      const char* version) {
  std::optional<double> best;
  for (const auto& one : report.at("attackers")) {
    const std::string name = one.at("name"), on = " on " + matcher;
    const bool wanted = one.at("kind") == "embedding" && name.size() > on.size() &&
                        name.compare(name.size() - on.size(), on.size(), on) == 0;
    if (!wanted) continue;
    const double auc = one.at(version).at("auc").at("value").get<double>();
    best = std::max(best.value_or(0), auc);
  }
  return best;
}

}  // namespace

MeasuredPoint measured_point(const std::string& label, const std::filesystem::path& report,
                             const std::string& matcher) {
  const auto json_read = parse_json(read_file(report));
  if (!json_read) throw Error(report, "is no report of `antifaz evaluate`");
  const nlohmann::json& json = *json_read;
  try {
    const auto matched = match_rate(json, matcher, "original_protected");
    const auto attacked = better_attacker(json, matcher, "protected");
    const auto matched_before = match_rate(json, matcher, "original_original");
    const auto attacked_before = better_attacker(json, matcher, "original");
    if (matched && attacked && matched_before && attacked_before) {
      return {label, *matched, *attacked, *matched_before, *attacked_before};
    }
  } catch (const nlohmann::json::exception&) {
    throw Error(report, "is no report of `antifaz evaluate`");
  }
  throw Error(report, "says nothing of matcher '" + matcher +
                          "' at FMR 0.1 % or of attackers on it; evaluate with --attacks fast");
}

}  // namespace antifaz
