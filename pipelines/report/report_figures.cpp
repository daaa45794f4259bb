#include "pipelines/report/report_figures.hpp"

#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>

#include "src/data/csv.hpp"

namespace antifaz {
namespace {

using Json = nlohmann::json;

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

double number(const Json& json) { return json.is_number() ? json.get<double>() : kNan; }

bool is_figure(const Json& json) {
  return json.is_object() && json.size() == 3 && json.contains("value") && json.contains("low") &&
         json.contains("high");
}

/// What tells an element of an array from its neighbours.
std::string name_of(const Json& element) {
  std::string name;
  for (const char* key :
       {"name", "attribute", "group", "fmr", "size", "classifier", "matcher", "comparison"}) {
    if (!element.contains(key)) continue;
    const Json& part = element[key];
    name += (name.empty() ? "" : " ") + (part.is_string() ? part.get<std::string>() : part.dump());
  }
  return name;
}

class Walk {
 public:
  void visit(const Json& json, const std::string& place) {
    if (is_figure(json)) {
      figures_.push_back(
          {place, {number(json["value"]), number(json["low"]), number(json["high"])}});
    } else if (json.is_object()) {
      for (const auto& [key, value] : json.items()) visit(value, place + "/" + key);
    } else if (json.is_array()) {
      for (const Json& element : json) {
        if (element.is_object()) visit(element, place + "/" + name_of(element));
      }
    }
  }

  void plain(const Json& object, const std::string& place, const std::vector<const char*>& keys) {
    for (const char* key : keys) {
      if (object.contains(key)) {
        const auto end = [&](const char* which) {
          return number(object.value(std::string(key) + which, Json()));
        };
        figures_.push_back({place + "/" + key, {number(object[key]), end("_low"), end("_high")}});
      }
    }
  }

  std::vector<NamedFigure> figures_;
};

std::string cell(double value) { return std::isnan(value) ? "" : Json(value).dump(); }

}  // namespace

std::vector<NamedFigure> report_figures(const Json& report) {
  Walk walk;
  for (const char* part : {"classifiers", "matchers", "attackers", "attack_curves"}) {
    if (report.contains(part)) walk.visit(report[part], part);
  }
  if (report.contains("trade_offs")) {
    for (const Json& trade : report["trade_offs"]) {
      walk.plain(trade, "trade_offs/" + name_of(trade), {"pic", "pic_turned"});
    }
  }
  if (report.contains("quality")) {
    walk.plain(report["quality"], "quality", {"psnr_db", "ssim", "ciede2000"});
  }
  return std::move(walk.figures_);
}

std::string to_csv(const std::vector<NamedFigure>& figures) {
  std::string text = csv_line({"figure", "value", "low", "high"});
  for (const auto& [name, figure] : figures) {
    text += csv_line({name, cell(figure.value), cell(figure.low), cell(figure.high)});
  }
  return text;
}

}  // namespace antifaz
