#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace antifaz::html {

using Json = nlohmann::json;

/// Text as HTML, fit for element contents and quoted attributes; bytes that are not UTF-8 are
/// replaced.
std::string escaped(const std::string& text);

/// A name of the JSON as words: "original_protected" is "original protected".
std::string words(std::string kind);

/// How a figure is shown.
enum class Unit {
  kPlain,   ///< three decimals
  kPercent  ///< of a share: one decimal and %, two where it is below 1 % either way
};

/// "0.862", "86.2%" or, where there is no number, a dash.
std::string number(const Json& value, Unit unit);
/// 12,345
std::string count(const Json& value);

/// A table cell with the figure {"value", "low", "high"} at a JSON pointer of the report, its
/// interval below it. The cell carries the pointer as `data-figure` and what to multiply the text
/// by as `data-unit`, so that a program can read every figure of the page back.
std::string figure_cell(const Json& report, const std::string& pointer, Unit unit);
/// The same of a plain number.
std::string number_cell(const Json& report, const std::string& pointer, Unit unit);
std::string count_cell(const Json& value);
std::string cell(const std::string& html);
/// Header cell of a row; `detail` (may be empty) stands small below it.
std::string row_header(const std::string& text, const std::string& detail = "");
/// "in the loop" below a judge's name.
std::string role(const Json& judge);

/// A table in a box that scrolls sideways. Column headers that begin with '#' are of numbers.
std::string table(const std::string& style, const std::string& caption,
                  const std::vector<std::string>& columns, const std::string& rows);

/// The value at a pointer, null where there is none.
const Json& at(const Json& report, const std::string& pointer);

}  // namespace antifaz::html
