#include "pipelines/page/html.hpp"
#include "pipelines/report/sections.hpp"

namespace antifaz::html {
namespace {

std::string words(std::string kind) {
  for (char& c : kind) {
    if (c == '_') c = ' ';
  }
  return kind;
}

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

std::string pair(const std::string& name, const std::string& value) {
  return "<tr>" + row_header(name) + cell(value) + "</tr>";
}

std::string weights_table(const Json& report) {
  std::string rows;
  for (const Json& file : report["weights"]) {
    rows += "<tr>" + row_header(file["name"]) + cell(escaped(file["role"])) +
            cell(escaped(file["file"])) + "<td class=\"hash\">" + escaped(file["sha256"]) +
            "</td></tr>";
  }
  if (rows.empty()) return "";
  return table("", "Files whose contents decided the figures", {"Name", "Role", "File", "SHA-256"},
               rows);
}

std::string problems_list(const Json& problems) {
  if (problems.empty()) return "";
  std::string items;
  for (const Json& problem : problems) items += "<li>" + escaped(problem) + "</li>";
  return "<details><summary>Problems: " + count(problems.size()) + "</summary><ul>" + items +
         "</ul></details>\n";
}

}  // namespace

std::string trade_offs_section(const Json& report) {
  std::string rows;
  const Json& trade_offs = report["trade_offs"];
  for (std::size_t i = 0; i < trade_offs.size(); ++i) {
    const std::string place = "/trade_offs/" + std::to_string(i);
    rows += "<tr>" + row_header(trade_offs[i]["classifier"]) +
            cell(escaped(trade_offs[i]["matcher"])) +
            cell(words(escaped(trade_offs[i]["comparison"]))) +
            number_cell(report, place + "/pic", Unit::kPlain) +
            number_cell(report, place + "/pic_turned", Unit::kPlain) + "</tr>";
  }
  if (rows.empty()) return "";
  return "<section><h2>Privacy gained for recognition lost</h2>\n<p>The coefficient PIC "
         "(Terh\xC3\xB6rst "
         "et al. 2019) is the relative rise of the classifier's error less that of the matcher's; "
         "above 0, more privacy is gained than recognition lost.</p>\n<details><summary>All "
         "combinations</summary>" +
         table("", "Turned: whoever knows that the answers are wrong turns them round",
               {"Classifier", "Matcher", "Comparison", "#PIC", "#PIC, answers turned"}, rows) +
         "</details></section>\n";
}

std::string quality_section(const Json& report) {
  const Json& quality = report["quality"];
  return "<section><h2>How much do the pictures change?</h2>\n" +
         table("", "Means over the faces, in the area of the face",
               {"#SSIM", "#PSNR in dB", "#CIEDE2000", "#Faces", "#Of them unchanged"},
               "<tr>" + number_cell(report, "/quality/ssim", Unit::kPlain) +
                   number_cell(report, "/quality/psnr_db", Unit::kPlain) +
                   number_cell(report, "/quality/ciede2000", Unit::kPlain) +
                   count_cell(quality["faces"]) + count_cell(quality["identical"]) + "</tr>") +
         "</section>\n";
}

std::string groups_section(const Json& report) {
  const std::string html = classifier_groups(report) + matcher_groups(report);
  return html.empty() ? ""
                      : "<section><h2>Does it hold for everyone?</h2>\n" + html + "</section>\n";
}

std::string origin_section(const Json& report) {
  const Json &data = report["data"], &protocol = report["protocol"];
  const std::string pairs = protocol["pairs"] == "none"
                                ? "none"
                                : escaped(protocol["pairs"]) + ": " + count(protocol["mated"]) +
                                      " mated, " + count(protocol["non_mated"]) + " non-mated of " +
                                      count(protocol["non_mated_possible"]) + " possible";
  const std::string rows =
      pair("Originals", "<code>" + escaped(data["originals"]) + "</code>") +
      pair("Protected", "<code>" + escaped(data["protected"]) + "</code>") +
      pair("Images", count(data["images"]) + " of " + count(data["subjects"]) + " people") +
      pair("Labels", count(data["female"]) + " female, " + count(data["male"]) + " male, " +
                         count(data["unlabelled"]) + " without") +
      pair("Without a protected version", count(data["missing_protected"])) +
      pair("Unreadable", count(data["unreadable"])) +
      pair("No face found", count(data["no_face_original"]) + " originals, " +
                                count(data["no_face_protected"]) + " protected") +
      pair("Pairs", pairs) +
      pair("Intervals", "95%, percentile bootstrap over subjects, " +
                            count(protocol["replicates"]) + " replicates, seed " +
                            count(protocol["seed"])) +
      pair("Program", escaped(report["program"]["name"]) + " " +
                          escaped(report["program"]["version"]) + ", report version " +
                          count(report["version"])) +
      pair("Run time", number(report["seconds"], Unit::kPlain) + " s");
  return "<section><h2>How these figures came about</h2>\n<pre>" + escaped(report["command"]) +
         "</pre>\n" + table("", "Data and protocol", {"What", "Value"}, rows) +
         weights_table(report) + problems_list(report["problems"]) + "</section>\n";
}

}  // namespace antifaz::html
