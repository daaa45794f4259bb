#include "pipelines/report/attack_text.hpp"

#include <algorithm>
#include <set>

#include "src/core/mean_figure.hpp"
#include "src/core/number_text.hpp"
#include "src/core/text_table.hpp"
#include "src/text/shown_name.hpp"

namespace antifaz {
namespace {

std::string attack_table(const EvaluateReport& report) {
  TextTable table(
      {"attacker", "kind", "tells", "AUC original", "AUC protected", "trained on", "tested on"});
  for (const AttackResult& attack : report.attackers) {
    table.add_row({shown(attack.name), attack.kind, attack.target,
                   attack.original ? with_interval(attack.original->auc, 3) : "-",
                   with_interval(attack.changed.auc, 3), std::to_string(attack.train_images),
                   std::to_string(attack.test_images)});
  }
  return "\n" + table.str();
}

/// One row a curve and version, one column a size.
std::string curve_table(const EvaluateReport& report, const std::string& unit) {
  std::set<std::size_t> sizes;
  for (const AttackCurve& curve : report.attack_curves) {
    if (curve.unit != unit) continue;
    for (const AttackPoint& point : curve.points) sizes.insert(point.size);
  }
  if (sizes.empty()) return "";
  std::vector<std::string> columns{"AUC with so many " + unit, "faces"};
  for (const std::size_t size : sizes) columns.push_back(std::to_string(size));
  TextTable table(columns);
  for (const AttackCurve& curve : report.attack_curves) {
    if (curve.unit != unit) continue;
    for (const bool changed : {false, true}) {
      std::vector<std::string> row{shown(curve.name), changed ? "protected" : "original"};
      for (const std::size_t size : sizes) {
        const auto at = std::find_if(curve.points.begin(), curve.points.end(),
                                     [&](const AttackPoint& one) { return one.size == size; });
        row.push_back(at == curve.points.end()
                          ? "-"
                          : fixed((changed ? at->changed : at->original).auc.value, 3));
      }
      table.add_row(row);
    }
  }
  return "\n" + table.str();
}

std::string gallery_line(const AttackerGallery& gallery) {
  std::string text = "\nThe attackers' own gallery, " + shown(gallery.folder) + ": faces of " +
                     std::to_string(gallery.women) + " women and " + std::to_string(gallery.men) +
                     " men, " + std::to_string(gallery.people) + " people";
  const auto add = [&](std::size_t count, const char* what) {
    if (count > 0) text += ", " + std::to_string(count) + what;
  };
  add(gallery.unlabelled, " images without a gender label left out");
  add(gallery.evaluated, " of people who are evaluated left out");
  add(gallery.without_face, " without a face left out");
  return text + "\n";
}

}  // namespace

std::string attack_tables(const EvaluateReport& report) {
  std::string text;
  if (!report.attackers.empty()) text += attack_table(report);
  std::set<std::string> units;
  for (const AttackCurve& curve : report.attack_curves) units.insert(curve.unit);
  for (const std::string& unit : units) text += curve_table(report, unit);
  if (report.attacker_gallery) text += gallery_line(*report.attacker_gallery);
  return text;
}

}  // namespace antifaz
