#pragma once

#include <cmath>
#include <nlohmann/json.hpp>
#include <optional>
#include <vector>

#include "src/core/figure.hpp"

namespace antifaz {

/// How the values of a report are written as JSON (docs/report-schema.md).

/// null where there is no such number.
inline nlohmann::json json_of(double value) {
  return std::isfinite(value) ? nlohmann::json(value) : nlohmann::json(nullptr);
}

inline nlohmann::json json_of(const Figure& figure) {
  return {{"value", json_of(figure.value)},
          {"low", json_of(figure.low)},
          {"high", json_of(figure.high)}};
}

template <typename Item, typename ToJson>
nlohmann::json array_of(const std::vector<Item>& items, ToJson to_json) {
  nlohmann::json array = nlohmann::json::array();
  for (const Item& item : items) array.push_back(to_json(item));
  return array;
}

inline nlohmann::json json_of(const std::vector<double>& values) {
  return array_of(values, [](double value) { return json_of(value); });
}

template <typename Item, typename ToJson>
nlohmann::json or_null(const std::optional<Item>& item, ToJson to_json) {
  return item ? to_json(*item) : nlohmann::json(nullptr);
}

}  // namespace antifaz
