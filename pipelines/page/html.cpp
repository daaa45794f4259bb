#include "pipelines/page/html.hpp"

#include <cmath>

#include "src/core/number_text.hpp"

namespace antifaz::html {
namespace {

constexpr char kDash[] = "\xE2\x80\x93";

/// Through JSON, which replaces what is not UTF-8.
std::string valid_utf8(const std::string& text) {
  const std::string dumped =
      Json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
  return Json::parse(dumped).get<std::string>();
}

std::string value_cell(const std::string& pointer, Unit unit, const std::string& inner) {
  return "<td class=\"n\" data-figure=\"" + escaped(pointer) + "\" data-unit=\"" +
         (unit == Unit::kPercent ? "0.01" : "1") + "\">" + inner + "</td>";
}

}  // namespace

std::string escaped(const std::string& text) {
  std::string result;
  for (const char c : valid_utf8(text)) {
    switch (c) {
      case '&':
        result += "&amp;";
        break;
      case '<':
        result += "&lt;";
        break;
      case '>':
        result += "&gt;";
        break;
      case '"':
        result += "&quot;";
        break;
      default:
        result += c;
    }
  }
  return result;
}

std::string words(std::string kind) {
  for (char& c : kind) {
    if (c == '_') c = ' ';
  }
  return kind;
}

std::string number(const Json& value, Unit unit) {
  if (!value.is_number()) return kDash;
  const double x = value.get<double>();
  if (unit == Unit::kPlain) return fixed(x, 3);
  return fixed(100 * x, std::abs(x) < 0.00995 ? 2 : 1) + "%";
}

std::string count(const Json& value) {
  if (!value.is_number()) return kDash;
  std::string digits = std::to_string(value.get<long long>());
  for (auto at = static_cast<std::ptrdiff_t>(digits.size()) - 3; at > 0; at -= 3) {
    digits.insert(static_cast<std::size_t>(at), ",");
  }
  return digits;
}

const Json& at(const Json& report, const std::string& pointer) {
  static const Json kNull;
  const Json::json_pointer place(pointer);
  return report.contains(place) ? report.at(place) : kNull;
}

std::string figure_cell(const Json& report, const std::string& pointer, Unit unit) {
  const Json& figure = at(report, pointer);
  if (!figure.is_object()) return value_cell(pointer, unit, kDash);
  std::string inner = "<b>" + number(figure["value"], unit) + "</b>";
  if (figure["low"].is_number()) {
    inner += " <span class=\"ci\">" + number(figure["low"], unit) + " to " +
             number(figure["high"], unit) + "</span>";
  }
  return value_cell(pointer, unit, inner);
}

std::string number_cell(const Json& report, const std::string& pointer, Unit unit) {
  return value_cell(pointer, unit, number(at(report, pointer), unit));
}

std::string count_cell(const Json& value) { return "<td class=\"n\">" + count(value) + "</td>"; }

std::string cell(const std::string& html) { return "<td>" + html + "</td>"; }

std::string row_header(const std::string& text, const std::string& detail) {
  return "<th scope=\"row\">" + escaped(text) +
         (detail.empty() ? "" : "<small>" + detail + "</small>") + "</th>";
}

std::string role(const Json& judge) {
  return judge.value("in_the_loop", false) ? "<span class=\"tag\">in the loop</span>" : "";
}

std::string table(const std::string& style, const std::string& caption,
                  const std::vector<std::string>& columns, const std::string& rows) {
  std::string head;
  for (const std::string& column : columns) {
    const bool numbers = column.front() == '#';
    head += numbers ? "<th scope=\"col\" class=\"n\">" : "<th scope=\"col\">";
    head += escaped(numbers ? column.substr(1) : column) + "</th>";
  }
  return "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"" + escaped(caption) +
         "\"><table class=\"" + style + "\"><caption>" + escaped(caption) +
         "</caption><thead><tr>" + head + "</tr></thead><tbody>" + rows +
         "</tbody></table></div>\n";
}

}  // namespace antifaz::html
