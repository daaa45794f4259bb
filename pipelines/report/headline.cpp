#include <cmath>
#include <functional>

#include "pipelines/evaluation_report.hpp"
#include "pipelines/page/html.hpp"
#include "pipelines/report/sections.hpp"

namespace antifaz::html {
namespace {

/// The AUC's interval on a scale from 0 to 1, guessing marked.
std::string forest(const Json& auc) {
  if (!auc.is_object() || !auc["value"].is_number()) return cell("");
  const auto x = [](const Json& value) { return std::to_string(4 + 232 * value.get<double>()); };
  std::string svg =
      "<svg class=\"forest\" viewBox=\"0 0 240 24\" aria-hidden=\"true\">"
      "<line class=\"axis\" x1=\"4\" x2=\"236\" y1=\"12\" y2=\"12\"/>"
      "<line class=\"chance\" x1=\"120\" x2=\"120\" y1=\"1\" y2=\"23\"/>";
  if (auc["low"].is_number()) {
    svg += "<line class=\"range\" x1=\"" + x(auc["low"]) + "\" x2=\"" + x(auc["high"]) +
           "\" y1=\"12\" y2=\"12\"/>";
  }
  return cell(svg + "<circle cx=\"" + x(auc["value"]) + "\" cy=\"12\" r=\"4\"/></svg>");
}

struct Source {
  std::string pointer;  ///< of {"auc", "auc_distance", "balanced_accuracy"}; empty: none
  std::string name;
  std::string detail;
};

/// The entry of a list whose figures at `version` are farthest from guessing. One that the
/// generator was trained against only where there is no other.
Source strongest(const Json& report, const std::string& list, const std::string& version,
                 const std::function<bool(const Json&)>& wanted) {
  Source best;
  double farthest = -1;
  bool in_the_loop = true;
  const Json& entries = at(report, "/" + list);
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const Json& entry = entries[i];
    if (!wanted(entry)) continue;
    const std::string pointer = "/" + list + "/" + std::to_string(i) + "/" + version;
    const Json& distance = at(report, pointer + "/auc_distance/value");
    if (!distance.is_number()) continue;
    const bool loop = entry.value("in_the_loop", false);
    const bool better = loop == in_the_loop ? distance > farthest : in_the_loop;
    if (!better) continue;
    farthest = distance;
    in_the_loop = loop;
    best = {pointer, entry["name"], role(entry)};
  }
  return best;
}

std::string headline_row(const Json& report, const std::string& label, const std::string& what,
                         const Source& source) {
  std::string row = "<tr>" + row_header(label, what);
  if (source.pointer.empty()) {
    const std::string least = std::to_string(3 * kFewestTestPeople);
    return row + "<td colspan=\"5\" class=\"soft\">not run: " +
           (at(report, "/protocol/too_few_to_attack") == true
                ? "takes " + least + " women and " + least + " men found in both versions"
                : std::string("needs <code>--attacks all</code>")) +
           "</td></tr>";
  }
  row += cell(escaped(source.name) +
              (source.detail.empty() ? "" : "<small>" + source.detail + "</small>"));
  row += figure_cell(report, source.pointer + "/auc", Unit::kPlain);
  row += forest(at(report, source.pointer + "/auc"));
  row += figure_cell(report, source.pointer + "/auc_distance", Unit::kPlain);
  row += figure_cell(report, source.pointer + "/balanced_accuracy", Unit::kPercent);
  return row + "</tr>";
}

}  // namespace

std::string verdict_section(const Json& report) {
  const Json& verdict = report["verdict"];
  const std::string level = verdict["level"];
  const std::string name = level == "leaks"     ? "Leaks found"
                           : level == "weak"    ? "Weak protection"
                           : level == "partial" ? "Partial protection"
                           : level == "strong"  ? "Strong protection"
                                                : "Not enough data";
  std::string html = "<section class=\"verdict\" aria-label=\"Verdict\"><span class=\"level " +
                     escaped(level) + "\">" + name + "</span>";
  for (const Json& sentence : verdict["sentences"]) html += "<p>" + escaped(sentence) + "</p>";
  html += "</section>\n";
  if (verdict["findings"].empty()) return html;
  html += "<ul class=\"findings\">";
  for (const Json& finding : verdict["findings"]) {
    const std::string severity = escaped(finding["severity"]);
    html += "<li class=\"" + severity + "\"><b>" + severity + "</b> " + escaped(finding["text"]) +
            "</li>";
  }
  return html + "</ul>\n";
}

std::string headline_section(const Json& report) {
  const auto any = [](const Json&) { return true; };
  const auto of_kind = [](const Json& attacker, const std::string& kind) {
    return attacker["kind"] == kind && attacker["target"] == "gender";
  };
  std::string rows =
      headline_row(report, "Original", "without protection",
                   strongest(report, "classifiers", "original", any)) +
      headline_row(report, "Naive", "a classifier that knows of no protection",
                   strongest(report, "classifiers", "protected", any)) +
      headline_row(report, "Retrained", "learnt from protected faces of other people",
                   strongest(report, "attackers", "protected",
                             [&](const Json& attacker) {
                               return of_kind(attacker, "retrained") ||
                                      of_kind(attacker, "embedding");
                             })) +
      headline_row(report, "Restored", "protection undone first",
                   strongest(report, "attackers", "protected",
                             [&](const Json& attacker) { return of_kind(attacker, "restored"); }));
  return "<section><h2>Can gender still be read from the faces?</h2>\n" +
         table(
             "headline",
             "The strongest of each kind among judges that the generator was not trained against. "
             "AUC: 0.5 is guessing; 1, and just as much 0, is knowing. Below each figure its 95 % "
             "interval over people.",
             {"Faces", "Strongest reader", "#AUC", "0 \xE2\x80\x93 guessing \xE2\x80\x93 1",
              "#|AUC \xE2\x88\x92 \xC2\xBD|", "#Balanced accuracy"},
             rows) +
         "</section>\n";
}

std::string attackers_section(const Json& report) {
  const Json& attackers = report["attackers"];
  if (attackers.empty()) return "";
  std::string rows;
  for (std::size_t i = 0; i < attackers.size(); ++i) {
    const Json& attacker = attackers[i];
    const std::string place = "/attackers/" + std::to_string(i);
    // What an attacker does is said once, at the first of its kind.
    const bool said = i > 0 && attackers[i - 1]["note"] == attacker["note"];
    std::string small = said ? "" : escaped(attacker["note"]);
    const std::string loop = role(attacker);
    if (!loop.empty()) small += (small.empty() ? "" : " \xC2\xB7 ") + loop;
    rows += "<tr>" + row_header(attacker["name"], small) + cell(escaped(attacker["kind"])) +
            figure_cell(report, place + "/original/auc", Unit::kPlain) +
            figure_cell(report, place + "/protected/auc", Unit::kPlain) +
            figure_cell(report, place + "/protected/auc_distance", Unit::kPlain) +
            figure_cell(report, place + "/protected/balanced_accuracy", Unit::kPercent) +
            cell(count(attacker["train_images"]) + " of " + count(attacker["train_subjects"])) +
            cell(count(attacker["test_images"]) + " of " + count(attacker["test_subjects"])) +
            "</tr>";
  }
  return "<section><h2>Attackers</h2>\n<p>Nobody is both in the attackers' training and in their "
         "test. Every attacker also attacks the originals, as a reference of what it can do. The "
         "budgets below are modest: more data and longer training do better, so read each figure "
         "as the least that a determined attacker achieves. The detector's question is not gender "
         "but whether a face was protected.</p>\n" +
         table("", "What attackers achieve on people they have not seen",
               {"Attacker", "Kind", "#AUC, originals", "#AUC, protected",
                "#|AUC \xE2\x88\x92 \xC2\xBD|, protected", "#Balanced accuracy, protected",
                "Trained on images of people", "Tested on images of people"},
               rows) +
         "</section>\n";
}

}  // namespace antifaz::html
