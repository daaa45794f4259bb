#include <algorithm>
#include <cmath>
#include <vector>

#include "pipelines/page/html.hpp"
#include "pipelines/report/sections.hpp"
#include "src/core/number_text.hpp"

namespace antifaz::html {
namespace {

constexpr double kLeft = 34, kRight = 330, kTop = 10, kBottom = 150;

/// Sizes on a logarithmic scale from 1, AUC from 0 to 1.
class Plot {
 public:
  explicit Plot(double largest) : span_(std::log10(std::max(largest, 2.0))) {
    for (const double auc : {0.0, 0.5, 1.0}) {
      svg_ += std::string("<line class=\"") + (auc == 0.5 ? "chance" : "axis") + "\" x1=\"" +
              fixed(kLeft, 0) + "\" x2=\"" + fixed(kRight, 0) + "\" y1=\"" + y(auc) + "\" y2=\"" +
              y(auc) + "\"/><text x=\"" + fixed(kLeft - 6, 0) + "\" y=\"" +
              fixed(height(auc) + 4, 1) + "\" text-anchor=\"end\">" + fixed(auc, 1) + "</text>";
    }
  }

  void size(const Json& size) {
    svg_ +=
        "<text x=\"" + x(size) + "\" y=\"166\" text-anchor=\"middle\">" + count(size) + "</text>";
  }

  void line(const Json& points, const std::string& version) {
    std::string line;
    for (const Json& point : points) {
      const Json& auc = point[version]["auc"];
      if (!auc["value"].is_number()) continue;
      line += (line.empty() ? "M" : "L") + x(point["size"]) + " " + y(auc["value"]);
      if (auc["low"].is_number()) {
        svg_ += "<line class=\"" + version + "\" x1=\"" + x(point["size"]) + "\" x2=\"" +
                x(point["size"]) + "\" y1=\"" + y(auc["low"]) + "\" y2=\"" + y(auc["high"]) +
                "\"/>";
      }
      svg_ += "<circle class=\"" + version + "\" cx=\"" + x(point["size"]) + "\" cy=\"" +
              y(auc["value"]) + "\" r=\"3.5\"/>";
    }
    svg_ += "<path class=\"" + version + "\" d=\"" + line + "\"/>";
  }

  std::string str() const {
    return "<svg class=\"curve\" viewBox=\"0 0 350 172\" aria-hidden=\"true\">" + svg_ + "</svg>";
  }

 private:
  static double height(double auc) { return kBottom - (kBottom - kTop) * auc; }
  static std::string y(double auc) { return fixed(height(auc), 1); }
  std::string x(double size) const {
    return fixed(kLeft + (kRight - kLeft) * (0.04 + 0.92 * std::log10(size) / span_), 1);
  }

  double span_;
  std::string svg_;
};

std::string figure(const Json& curve) {
  const Json& points = curve["points"];
  Plot plot(points.back()["size"]);
  for (const Json& point : points) plot.size(point["size"]);
  plot.line(points, "original");
  plot.line(points, "protected");
  return "<figure><figcaption>" + escaped(curve["name"]) + " by " + escaped(curve["unit"]) +
         "</figcaption>" + plot.str() + "</figure>\n";
}

}  // namespace

std::string curves_section(const Json& report) {
  std::string figures, rows;
  const Json& curves = report["attack_curves"];
  for (std::size_t i = 0; i < curves.size(); ++i) {
    const Json& points = curves[i]["points"];
    if (points.empty()) continue;
    figures += figure(curves[i]);
    for (std::size_t p = 0; p < points.size(); ++p) {
      const std::string place =
          "/attack_curves/" + std::to_string(i) + "/points/" + std::to_string(p);
      rows += "<tr>" + row_header(curves[i]["name"], role(curves[i])) +
              cell(escaped(curves[i]["unit"])) + count_cell(points[p]["size"]) +
              count_cell(points[p]["draws"]) +
              figure_cell(report, place + "/original/auc", Unit::kPlain) +
              figure_cell(report, place + "/protected/auc", Unit::kPlain) +
              figure_cell(report, place + "/original/balanced_accuracy", Unit::kPercent) +
              figure_cell(report, place + "/protected/balanced_accuracy", Unit::kPercent) + "</tr>";
    }
  }
  if (rows.empty()) return "";
  return "<section><h2>How much does an attacker need?</h2>\n<p>AUC against the size of what the "
         "attacker learns from, blue about originals, orange about protected faces, with 95 % "
         "intervals over people and over the galleries drawn. The dashed line is "
         "guessing.</p>\n<div class=\"charts\">" +
         figures + "</div>\n<details><summary>The same as a table</summary>" +
         table("", "Attackers by the size of what they have, averaged over as many of that size",
               {"Attacker", "Of", "#Size", "#Averaged over", "#AUC, original", "#AUC, protected",
                "#Balanced accuracy, original", "#Balanced accuracy, protected"},
               rows) +
         "</details></section>\n";
}

}  // namespace antifaz::html
