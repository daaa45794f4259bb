#include "bench/frontier_plot.hpp"

#include <algorithm>
#include <cmath>
#include <sstream>
#include <utility>

#include "pipelines/page/html.hpp"
#include "src/core/number_text.hpp"

namespace antifaz {
namespace {

// Okabe and Ito's palette, told apart by the colour-blind.
constexpr const char* kColours[] = {"#0072b2", "#0072b2", "#d55e00", "#d55e00",
                                    "#009e73", "#009e73", "#cc79a7", "#56b4e9"};
constexpr const char* kDashes[] = {"none", "5 3", "none", "5 3", "none", "5 3", "2 3", "none"};
constexpr int kStyles = 8;
// Outlines of measured points, about 12 pixels wide.
constexpr const char* kShapes[] = {"M0-7 7 0 0 7-7 0Z", "M-6-6H6V6H-6Z", "M0-7 7 6H-7Z",
                                   "M0 7-7-6H7Z", "M-2-7H2V-2H7V2H2V7H-2V2H-7V-2H-2Z"};
constexpr int kShapeCount = 5;
constexpr double kWidth = 980, kTop = 46, kPanelHeight = 380, kLegendTop = 490, kLine = 20;

std::string text(double x, double y, const std::string& words, const std::string& attributes = "") {
  return "<text x=\"" + fixed(x, 1) + "\" y=\"" + fixed(y, 1) + "\" " + attributes + ">" +
         html::escaped(words) + "</text>\n";
}

std::string line(double x1, double y1, double x2, double y2, const std::string& attributes) {
  return "<path d=\"M" + fixed(x1, 1) + " " + fixed(y1, 1) + "L" + fixed(x2, 1) + " " +
         fixed(y2, 1) + "\" " + attributes + "/>\n";
}

std::string curve_style(std::size_t curve) {
  return std::string("fill=\"none\" stroke-width=\"2\" stroke=\"") + kColours[curve % kStyles] +
         "\" stroke-dasharray=\"" + kDashes[curve % kStyles] + "\"";
}

std::string mark(double x, double y, std::size_t which) {
  return "<path transform=\"translate(" + fixed(x, 1) + " " + fixed(y, 1) + ")\" d=\"" +
         kShapes[which % kShapeCount] + "\" fill=\"#222\" stroke=\"#fff\" stroke-width=\"1.5\"/>\n";
}

/// One part of the plane: match rates in per cent over AUCs.
class Panel {
 public:
  struct Range {
    double from, to, step;
  };

  /// Says amounts at points of a match rate below `amounts_below`, in per cent.
  Panel(std::string id, double left, double width, Range x, Range y, double amounts_below)
      : id_(std::move(id)),
        left_(left),
        width_(width),
        x_(x),
        y_(y),
        amounts_below_(amounts_below) {}

  std::string draw(const FrontierPlot& plot) {
    std::ostringstream out;
    out << "<clipPath id=\"" << id_ << "\"><rect x=\"" << left_ << "\" y=\"" << kTop
        << "\" width=\"" << width_ << "\" height=\"" << kPanelHeight << "\"/></clipPath>\n"
        << axes(plot.matcher) << "<g clip-path=\"url(#" << id_ << ")\">\n";
    const double level = py(plot.unprotected.attacked());
    out << line(left_, level, left_ + width_, level, "stroke=\"#555\" stroke-dasharray=\"7 4\"");
    for (std::size_t i = 0; i < plot.curves.size(); ++i) out << path(plot, i);
    for (std::size_t i = 0; i < plot.measured.size(); ++i) {
      const MeasuredPoint& point = plot.measured[i];
      const double x = px(point.matched), y = py(point.attacked);
      const double x0 = px(point.matched_before), y0 = py(point.attacked_before);
      out << line(x0, y0, x, y, "stroke=\"#222\"") << "<circle cx=\"" << fixed(x0, 1) << "\" cy=\""
          << fixed(y0, 1) << "\" r=\"3\" fill=\"#fff\" stroke=\"#222\"/>\n"
          << mark(x, y, i);
    }
    out << "</g>\n";
    for (std::size_t i = 0; i < plot.curves.size(); ++i) out << amounts(plot.curves[i], i);
    return out.str();
  }

 private:
  double px(double rate) const {
    return left_ + (100 * rate - x_.from) / (x_.to - x_.from) * width_;
  }
  double py(double auc) const { return kTop + (y_.to - auc) / (y_.to - y_.from) * kPanelHeight; }

  std::string axes(const std::string& matcher) const {
    const double bottom = kTop + kPanelHeight, right = left_ + width_;
    std::string out;
    const int columns = static_cast<int>(std::lround((x_.to - x_.from) / x_.step));
    for (int i = 0; i <= columns; ++i) {
      const double value = x_.from + i * x_.step, x = px(value / 100);
      out += line(x, kTop, x, bottom, "stroke=\"#ddd\"");
      out += text(x, bottom + 16, fixed(value, 0), "text-anchor=\"middle\"");
    }
    const int rows = static_cast<int>(std::lround((y_.to - y_.from) / y_.step));
    for (int i = 0; i <= rows; ++i) {
      const double value = y_.from + i * y_.step, y = py(value);
      out += line(left_, y, right, y, "stroke=\"#ddd\"");
      out += text(left_ - 6, y + 4, fixed(value, 2), "text-anchor=\"end\"");
    }
    return out + text((left_ + right) / 2, bottom + 36,
                      matcher + ": TMR at FMR 0.1 %, original against protected, in %",
                      "text-anchor=\"middle\"");
  }

  std::string path(const FrontierPlot& plot, std::size_t which) const {
    std::string steps = "M" + at(plot.unprotected), dots;
    for (const FrontierPoint& point : plot.curves[which].points) {
      steps += "L" + at(point);
      dots += "<circle cx=\"" + fixed(px(point.matched), 1) + "\" cy=\"" +
              fixed(py(point.attacked()), 1) + "\" r=\"3.5\" fill=\"" + kColours[which % kStyles] +
              "\"/>\n";
    }
    return "<path d=\"" + steps + "\" " + curve_style(which) + "/>\n" + dots;
  }

  /// The amounts at the points, as far as there is room.
  std::string amounts(const FrontierCurve& curve, std::size_t which) {
    std::string out;
    for (const FrontierPoint& point : curve.points) {
      const double x = px(point.matched) + 6, y = py(point.attacked()) - 5;
      const bool inside = 100 * point.matched < amounts_below_ && x > left_ + 6 &&
                          x < left_ + width_ && y > kTop + 8 && y < kTop + kPanelHeight - 5;
      const bool free = std::none_of(taken_.begin(), taken_.end(), [&](const auto& other) {
        return std::abs(other.first - x) < 22 && std::abs(other.second - y) < 12;
      });
      if (!inside || !free) continue;
      taken_.emplace_back(x, y);
      out += text(x, y, point.amount,
                  std::string("font-size=\"11\" paint-order=\"stroke\" stroke=\"#fff\" "
                              "stroke-width=\"3\" fill=\"") +
                      kColours[which % kStyles] + "\"");
    }
    return out;
  }

  std::string at(const FrontierPoint& point) const {
    return fixed(px(point.matched), 1) + " " + fixed(py(point.attacked()), 1);
  }

  std::string id_;
  double left_, width_;
  Range x_, y_;
  double amounts_below_;
  std::vector<std::pair<double, double>> taken_;
};

std::string legend(const FrontierPlot& plot) {
  std::string out;
  double y = kLegendTop;
  for (std::size_t i = 0; i < plot.curves.size(); ++i, y += kLine) {
    out += line(56, y, 96, y, curve_style(i));
    out += text(104, y + 4, plot.curves[i].name);
  }
  y = kLegendTop;
  out += line(540, y, 580, y, "stroke=\"#555\" stroke-dasharray=\"7 4\"");
  out += text(588, y + 4, "unprotected; circles: of each measurement");
  for (std::size_t i = 0; i < plot.measured.size(); ++i) {
    y += kLine;
    out += mark(560, y, i) + text(588, y + 4, "measured: " + plot.measured[i].label);
  }
  return out;
}

}  // namespace

std::string frontier_svg(const FrontierPlot& plot) {
  double left = plot.unprotected.matched;
  for (const MeasuredPoint& point : plot.measured) left = std::min(left, point.matched);
  const double from = std::min(90.0, 5 * std::floor(20 * left - 0.2));
  const std::size_t lines = std::max(plot.curves.size(), plot.measured.size() + 1);
  const double height = kLegendTop + kLine * static_cast<double>(lines) + 6;
  std::ostringstream out;
  out << "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " << kWidth << " " << height
      << "\" width=\"" << kWidth << "\" height=\"" << height
      << "\" font-family=\"sans-serif\" font-size=\"13\">\n"
      << "<rect width=\"" << kWidth << "\" height=\"" << height << "\" fill=\"#fff\"/>\n"
      << text(56, 26, "AUC of the better gallery attacker (lower is more private)",
              "font-weight=\"bold\"")
      << text(540, 26, "The same, where people are still recognised", "font-weight=\"bold\"")
      << Panel("all", 56, 420, {0, 100, 20}, {0.5, 1, 0.1}, from).draw(plot)
      << Panel("near", 540, 420, {from, 100, (100 - from) / 5}, {0.55, 1, 0.05}, 100).draw(plot)
      << legend(plot) << "</svg>\n";
  return out.str();
}

}  // namespace antifaz
