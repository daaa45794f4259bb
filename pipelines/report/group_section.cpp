#include "pipelines/page/html.hpp"
#include "pipelines/report/sections.hpp"

namespace antifaz::html {
namespace {

std::string gap_line(const Json& judge) {
  const Json& gap = judge["largest_gap"];
  if (!gap.is_object()) return "";
  return "<p>Largest gap, " + escaped(judge["name"]) + ": " + escaped(gap["figure"]) + " by " +
         escaped(gap["attribute"]) + ", " + number(gap["highest"], Unit::kPercent) + " (" +
         escaped(gap["highest_group"]) + ") against " + number(gap["lowest"], Unit::kPercent) +
         " (" + escaped(gap["lowest_group"]) + ").</p>\n";
}

std::string classifier_groups(const Json& report) {
  std::string rows, gaps;
  const Json& judges = report["classifiers"];
  for (std::size_t i = 0; i < judges.size(); ++i) {
    gaps += gap_line(judges[i]);
    for (std::size_t g = 0; g < judges[i]["groups"].size(); ++g) {
      const Json& group = judges[i]["groups"][g];
      const std::string place =
          "/classifiers/" + std::to_string(i) + "/groups/" + std::to_string(g);
      rows += "<tr>" + row_header(judges[i]["name"], role(judges[i])) +
              cell(escaped(group["attribute"])) + cell(escaped(group["group"])) +
              count_cell(group["faces"]) +
              figure_cell(report, place + "/original/accuracy", Unit::kPercent) +
              figure_cell(report, place + "/protected/accuracy", Unit::kPercent) +
              figure_cell(report, place + "/original/auc", Unit::kPlain) +
              figure_cell(report, place + "/protected/auc", Unit::kPlain) + "</tr>";
    }
  }
  if (rows.empty()) return "";
  return gaps + "<details><summary>Classifiers by group</summary>" +
         table("", "Accuracy is balanced where a group holds both labels",
               {"Classifier", "Attribute", "Group", "#Faces", "#Accuracy, original",
                "#Accuracy, protected", "#AUC, original", "#AUC, protected"},
               rows) +
         "</details>\n";
}

std::string matcher_groups(const Json& report) {
  std::string rows, gaps;
  const Json& judges = report["matchers"];
  for (std::size_t i = 0; i < judges.size(); ++i) {
    gaps += gap_line(judges[i]);
    for (std::size_t g = 0; g < judges[i]["groups"].size(); ++g) {
      const Json& group = judges[i]["groups"][g];
      for (const auto& [kind, rates] : group["comparisons"].items()) {
        const std::string place = "/matchers/" + std::to_string(i) + "/groups/" +
                                  std::to_string(g) + "/comparisons/" + kind;
        rows += "<tr>" + row_header(judges[i]["name"], role(judges[i])) +
                cell(escaped(group["attribute"])) + cell(escaped(group["group"])) +
                cell(words(kind)) + count_cell(rates["mated"]) + count_cell(rates["non_mated"]) +
                figure_cell(report, place + "/tmr", Unit::kPercent) +
                figure_cell(report, place + "/fmr_met", Unit::kPercent) +
                figure_cell(report, place + "/eer", Unit::kPercent) + "</tr>";
      }
    }
  }
  if (rows.empty()) return "";
  return gaps + "<details><summary>Matchers by group</summary>" +
         table("", "At the thresholds of FMR 1% of all comparisons, never the group's own",
               {"Matcher", "Attribute", "Group", "Comparison", "#Mated", "#Non-mated", "#TMR",
                "#FMR met", "#EER"},
               rows) +
         "</details>\n";
}

}  // namespace

std::string groups_section(const Json& report) {
  const std::string html = classifier_groups(report) + matcher_groups(report);
  return html.empty() ? ""
                      : "<section><h2>Does it hold for everyone?</h2>\n" + html + "</section>\n";
}

}  // namespace antifaz::html
