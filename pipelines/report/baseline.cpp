#include "pipelines/report/baseline.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>

#include "pipelines/report/report_figures.hpp"
#include "src/core/mean_figure.hpp"
#include "src/core/number_text.hpp"
#include "src/core/text_table.hpp"
#include "src/text/shown_name.hpp"

namespace antifaz {
namespace {

using Json = nlohmann::json;

bool ends_with(const std::string& text, const std::string& end) {
  return text.size() >= end.size() && text.compare(text.size() - end.size(), end.size(), end) == 0;
}

bool begins_with(const std::string& text, const std::string& begin) {
  return text.rfind(begin, 0) == 0;
}

/// How bad a value of the figure is; nothing where protection does not live by it.
std::optional<double> badness(const std::string& figure, double value) {
  if (figure.find("/groups/") != std::string::npos) return std::nullopt;
  if (begins_with(figure, "classifiers/") || begins_with(figure, "attackers/")) {
    if (ends_with(figure, "/protected/auc")) return std::abs(value - 0.5);
    if (ends_with(figure, "/protected/balanced_accuracy")) return std::abs(value - 0.5);
    return std::nullopt;
  }
  const bool of_protected = figure.find("/original_protected/") != std::string::npos ||
                            figure.find("/protected_protected/") != std::string::npos;
  if (of_protected && ends_with(figure, "/tmr")) return -value;
  if (ends_with(figure, "/identification/protected/rank_1")) return -value;
  if (figure == "quality/ssim") return -value;
  return std::nullopt;
}

std::set<std::string> leak_ids(const Json& report) {
  std::set<std::string> ids;
  for (const Json& leak : report.value("leaks", Json::array())) {
    ids.insert(leak.value("id", "leak"));
  }
  return ids;
}

/// "+0.030": worse.
std::string signed_number(double value) { return (value < 0 ? "" : "+") + fixed(value, 3); }

}  // namespace

BaselineComparison compare_with_baseline(const Json& baseline, const Json& report,
                                         double most_worse) {
  std::map<std::string, Figure> now;
  for (const NamedFigure& one : report_figures(report)) now[one.name] = one.figure;
  BaselineComparison comparison;
  for (const auto& [name, before] : report_figures(baseline)) {
    const auto then_bad = badness(name, before.value);
    if (!then_bad || std::isnan(before.value)) continue;
    const Figure after = now[name];  // NaN where it is gone
    if (std::isnan(after.value)) {
      comparison.faults.push_back(name + ": is in the baseline but not in this report");
      continue;
    }
    const double worse_by = *badness(name, after.value) - *then_bad;
    comparison.changes.push_back({name, before, after, worse_by});
    if (worse_by > most_worse) {
      comparison.faults.push_back(name + ": worse by " + fixed(worse_by, 3) + ", allowed are " +
                                  fixed(most_worse, 3));
    }
  }
  const std::set<std::string> old_leaks = leak_ids(baseline);
  for (const std::string& leak : leak_ids(report)) {
    if (old_leaks.count(leak) == 0) comparison.faults.push_back("new leak: " + leak);
  }
  return comparison;
}

std::string to_text(const BaselineComparison& comparison) {
  TextTable table({"against the baseline", "before", "now", "worse by"});
  for (const FigureChange& change : comparison.changes) {
    table.add_row({shown(change.figure), with_interval(change.before, 3),
                   with_interval(change.now, 3), signed_number(change.worse_by)});
  }
  std::string text = "\n" + table.str();
  for (const std::string& fault : comparison.faults) text += "WORSE: " + shown_line(fault) + "\n";
  return text;
}

}  // namespace antifaz
