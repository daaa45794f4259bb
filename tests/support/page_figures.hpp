#pragma once

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <regex>
#include <string>
#include <vector>

namespace antifaz::testing {

/// A figure as a reader of the report page sees it.
struct PageFigure {
  std::string pointer;          ///< into the JSON report
  std::vector<double> numbers;  ///< value, low and high, or value, or none (a dash)
};

inline std::vector<PageFigure> page_figures(const std::string& html) {
  static const std::regex kCell("data-figure=\"([^\"]+)\" data-unit=\"([^\"]+)\">([^\n]*?)</td>"),
      kTag("<[^>]*>"), kNumber("-?[0-9]+\\.?[0-9]*");
  std::vector<PageFigure> figures;
  for (std::sregex_iterator i(html.begin(), html.end(), kCell), end; i != end; ++i) {
    PageFigure figure{(*i)[1], {}};
    const double unit = std::stod((*i)[2]);
    const std::string text = std::regex_replace((*i)[3].str(), kTag, "");
    for (std::sregex_iterator n(text.begin(), text.end(), kNumber); n != end; ++n) {
      figure.numbers.push_back(std::stod(n->str()) * unit);
    }
    figures.push_back(std::move(figure));
  }
  return figures;
}

/// Every figure on the page is that of the report, to the digits shown. Returns how many have a
/// value.
inline std::size_t expect_figures_of(const nlohmann::json& report, const std::string& html) {
  std::size_t with_value = 0;
  for (const PageFigure& figure : page_figures(html)) {
    const nlohmann::json::json_pointer place(figure.pointer);
    const nlohmann::json found = report.contains(place) ? report.at(place) : nlohmann::json();
    std::vector<double> expected;
    if (found.is_number()) expected.push_back(found);
    if (found.is_object()) {
      for (const char* part : {"value", "low", "high"}) {
        if (found.at(part).is_number()) expected.push_back(found.at(part));
      }
    }
    EXPECT_EQ(figure.numbers.size(), expected.size()) << figure.pointer;
    for (std::size_t i = 0; i < std::min(expected.size(), figure.numbers.size()); ++i) {
      EXPECT_NEAR(figure.numbers[i], expected[i], 0.000501) << figure.pointer;
    }
    if (!expected.empty()) ++with_value;
  }
  return with_value;
}

}  // namespace antifaz::testing
