#include "src/cli/option.hpp"

#include <utility>

#include "src/core/number_text.hpp"

namespace antifaz {

Option text(const std::string& name, const std::string& value_name, const std::string& help,
            std::optional<std::string> standard) {
  return {Option::Kind::kText, name, value_name, help, std::move(standard), ""};
}

Option texts(const std::string& name, const std::string& value_name, const std::string& help) {
  return {Option::Kind::kTexts, name, value_name, help, std::nullopt, ""};
}

Option inputs(const std::string& name, const std::string& value_name, const std::string& help) {
  return {Option::Kind::kInputs, name, value_name, help, std::nullopt, ""};
}

Option whole(const std::string& name, const std::string& value_name, const std::string& help,
             std::optional<long> standard, const std::string& shown) {
  Option option{Option::Kind::kWhole, name, value_name, help, std::nullopt, shown};
  if (standard) option.standard = std::to_string(*standard);
  return option;
}

Option number(const std::string& name, const std::string& value_name, const std::string& help,
              double standard) {
  return {Option::Kind::kNumber, name, value_name, help, significant(standard, 12), ""};
}

Option flag(const std::string& name, const std::string& help) {
  return {Option::Kind::kFlag, name, "", help, std::nullopt, ""};
}

Options& operator+=(Options& table, const Options& more) {
  table.insert(table.end(), more.begin(), more.end());
  return table;
}

}  // namespace antifaz
