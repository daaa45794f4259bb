#include "pipelines/page/html.hpp"
#include "pipelines/report/sections.hpp"

namespace antifaz::html {
namespace {

std::string chooser(const Json& judges, const std::string& id, const std::string& label,
                    const std::string& name_key) {
  std::string html =
      "<p><label for=\"" + id + "\">" + label + "</label> <select id=\"" + id + "\">";
  // The first judge outside the loop is the one to look at first.
  std::size_t first = 0;
  for (std::size_t i = judges.size(); i-- > 0;) {
    if (!judges[i].value("in_the_loop", false)) first = i;
  }
  for (std::size_t i = 0; i < judges.size(); ++i) {
    const bool loop = judges[i].value("in_the_loop", false);
    html += "<option value=\"" + std::to_string(i) + "\"" + (i == first ? " selected" : "") + ">" +
            escaped(judges[i][name_key]) + (loop ? " (in the loop)" : "") + "</option>";
  }
  return html + "</select></p>\n";
}

std::string chart(const std::string& id, const std::string& title) {
  return "<figure><figcaption>" + title + "</figcaption><div class=\"chart\" id=\"" + id +
         "\"></div></figure>";
}

std::string charts(const std::string& inner) {
  return "<div class=\"charts\">" + inner +
         "</div>\n<noscript><p class=\"soft\">The charts need JavaScript; every figure also stands "
         "in the tables.</p></noscript>\n";
}

std::string classifier_rows(const Json& report) {
  std::string rows;
  const Json& classifiers = report["classifiers"];
  for (std::size_t i = 0; i < classifiers.size(); ++i) {
    const Json& judge = classifiers[i];
    const std::string place = "/classifiers/" + std::to_string(i);
    rows += "<tr>" + row_header(judge["name"], role(judge)) +
            figure_cell(report, place + "/original/auc", Unit::kPlain) +
            figure_cell(report, place + "/protected/auc", Unit::kPlain) +
            figure_cell(report, place + "/protected/auc_distance", Unit::kPlain) +
            figure_cell(report, place + "/original/balanced_accuracy", Unit::kPercent) +
            figure_cell(report, place + "/protected/balanced_accuracy", Unit::kPercent) +
            figure_cell(report, place + "/flipped", Unit::kPercent) +
            figure_cell(report, place + "/suppression_rate", Unit::kPercent) +
            figure_cell(report, place + "/suppression_rate_turned", Unit::kPercent) + "</tr>";
  }
  return rows;
}

std::string confusion_rows(const Json& report) {
  std::string rows;
  for (const Json& judge : report["classifiers"]) {
    for (const char* version : {"original", "protected"}) {
      rows += "<tr>" + row_header(judge["name"], version);
      for (const char* label : {"female", "male"}) {
        const Json& answers = judge[version]["confusion"][label];
        for (const char* answer : {"female", "male", "no_face"}) {
          rows += count_cell(answers[answer]);
        }
      }
      rows += "</tr>";
    }
  }
  return rows;
}

std::string det_rows(const Json& report, std::size_t i) {
  const std::string matcher = "/matchers/" + std::to_string(i);
  const std::pair<const char*, const char*> kinds[] = {
      {"original_original", "original \xE2\x80\x93 original"},
      {"original_protected", "original \xE2\x80\x93 protected"},
      {"protected_protected", "protected \xE2\x80\x93 protected"}};
  std::string rows;
  for (const auto& [kind, name] : kinds) {
    const std::string place = matcher + "/comparisons/" + kind;
    const Json& comparison = at(report, place);
    if (!comparison.is_object()) continue;
    rows += "<tr>" + row_header(name, count(comparison["mated"]) + " mated, " +
                                          count(comparison["non_mated"]) + " non-mated, " +
                                          count(comparison["failures"]) + " failed");
    for (int p = 0; p < 4; ++p) {
      rows += figure_cell(report, place + "/operating_points/" + std::to_string(p) + "/tmr",
                          Unit::kPercent);
    }
    rows += figure_cell(report, place + "/eer", Unit::kPercent) +
            figure_cell(report, place + "/d_prime", Unit::kPlain) +
            figure_cell(report, place + "/auc", Unit::kPlain) +
            figure_cell(report, place + "/impostor_gap", Unit::kPlain) + "</tr>";
  }
  return rows;
}

/// Why figures at the low false match rates are weak or missing, once a reason.
std::string warnings(const Json& matcher) {
  std::string html;
  for (const Json& point : matcher["comparisons"]["original_original"]["operating_points"]) {
    const std::string reason = point.value("reason", "");
    if (reason.empty()) continue;
    html +=
        "<li>TMR at FMR " + number(point["fmr"], Unit::kPercent) + ": " + escaped(reason) + "</li>";
  }
  return html.empty() ? "" : "<ul class=\"soft\">" + html + "</ul>\n";
}

std::string identification(const Json& report, std::size_t i) {
  const std::string place = "/matchers/" + std::to_string(i) + "/identification";
  const Json& identified = at(report, place);
  if (!identified.is_object()) return "";
  std::string rows;
  for (const char* version : {"original", "protected"}) {
    const std::string of = place + "/" + version;
    rows += "<tr>" + row_header(version) + figure_cell(report, of + "/rank_1", Unit::kPercent) +
            figure_cell(report, of + "/gender_read", Unit::kPercent);
    for (const char* rank : {"/cmc/4", "/cmc/9", "/cmc/19"}) {
      rows += number_cell(report, of + rank, Unit::kPercent);
    }
    rows += "</tr>";
  }
  return table("",
               "Identification: " + count(identified["probes"]) + " probes against a gallery of " +
                   count(identified["gallery"]) + " originals, one a person",
               {"Probes", "#Rank 1", "#Gender of rank 1", "#Within 5", "#Within 10", "#Within 20"},
               rows);
}

}  // namespace

std::string classifiers_section(const Json& report) {
  const Json& classifiers = report["classifiers"];
  if (classifiers.empty()) return "";
  const Json& any = classifiers[0];
  return "<section><h2>Gender classifiers</h2>\n" +
         table(
             "",
             "Faces acquired in both versions: " + count(any["female"]) + " of women, " +
                 count(any["male"]) +
                 " of men (positive class). \xE2\x80\x9CIn the loop\xE2\x80\x9D: the generator was "
                 "trained against this judge, so its figures are no evidence.",
             {"Classifier", "#AUC, original", "#AUC, protected",
              "#|AUC \xE2\x88\x92 \xC2\xBD|, protected", "#Balanced accuracy, original",
              "#Balanced accuracy, protected", "#Answers flipped", "#Suppression rate",
              "#Suppression rate, answers turned"},
             classifier_rows(report)) +
         chooser(classifiers, "classifier", "Charts of", "name") +
         charts(chart("roc", "ROC") + chart("gender-original", "Scores of originals") +
                chart("gender-protected", "Scores of protected faces")) +
         "<details><summary>Confusion matrices</summary>" +
         table("",
               "Images by true label, then by the answer at threshold 0.5; no face is no answer",
               {"Classifier", "#women: female", "#male", "#no face", "#men: female", "#male",
                "#no face"},
               confusion_rows(report)) +
         "</details></section>\n";
}

std::string matchers_section(const Json& report) {
  const Json& matchers = report["matchers"];
  if (matchers.empty()) return "";
  std::string html =
      "<section><h2>Is the person still recognised?</h2>\n<p>True match rate (TMR) at thresholds "
      "fixed on the original \xE2\x80\x93 original comparisons (ISO/IEC 19795-1). A face that was "
      "not found is a false non-match. The impostor gap is by how many standard deviations two "
      "people of one gender are more alike than a woman and a man: 0 tells nothing of "
      "gender.</p>\n" +
      chooser(matchers, "matcher", "Charts of", "name") +
      charts(chart("det", "DET: lower is better") +
             chart("match-original_original", "Scores, original \xE2\x80\x93 original") +
             chart("match-original_protected", "Scores, original \xE2\x80\x93 protected") +
             chart("match-protected_protected", "Scores, protected \xE2\x80\x93 protected"));
  for (std::size_t i = 0; i < matchers.size(); ++i) {
    const std::string name = matchers[i]["name"];
    const bool loop = matchers[i].value("in_the_loop", false);
    html += "<h3>" + escaped(name) + (loop ? " <small>" + role(matchers[i]) + "</small>" : "") +
            "</h3>\n" +
            table("", "Verification with " + name,
                  {"Comparison", "#TMR at FMR 10%", "#1%", "#0.1%", "#0.01%", "#EER",
                   "#d\xE2\x80\xB2", "#AUC", "#Impostor gap"},
                  det_rows(report, i)) +
            warnings(matchers[i]) + identification(report, i);
  }
  return html + "</section>\n";
}

}  // namespace antifaz::html
