#include "src/core/json_text.hpp"

namespace antifaz {

std::optional<nlohmann::json> parse_json(std::string_view text) {
  using Json = nlohmann::json;
  struct TooDeep {};
  const auto bounded = [](int depth, Json::parse_event_t, Json&) {
    if (depth > kDeepestJson) throw TooDeep();
    return true;
  };
  try {
    return Json::parse(text, bounded);
  } catch (const Json::exception&) {
    return std::nullopt;
  } catch (const TooDeep&) {
    return std::nullopt;
  }
}

}  // namespace antifaz
