#include "pipelines/page/html.hpp"
#include "pipelines/report/sections.hpp"

namespace antifaz::html {
namespace {

/// "-0.1 to 0.7"
std::string range(const Json& object, const std::string& name) {
  const Json low = object.value(name + "_low", Json());
  if (!low.is_number()) return "";
  return "<span class=\"ci\">" + number(low, Unit::kPlain) + " to " +
         number(object[name + "_high"], Unit::kPlain) + "</span>";
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
            number_cell(report, place + "/pic", Unit::kPlain) + cell(range(trade_offs[i], "pic")) +
            number_cell(report, place + "/pic_turned", Unit::kPlain) +
            cell(range(trade_offs[i], "pic_turned")) + "</tr>";
  }
  if (rows.empty()) return "";
  return "<section><h2>Privacy gained for recognition lost</h2>\n<p>The coefficient PIC "
         "(Terh\xC3\xB6rst "
         "et al. 2019) is the relative rise of the classifier's error less that of the matcher's; "
         "above 0, more privacy is gained than recognition lost.</p>\n<details><summary>All "
         "combinations</summary>" +
         table("", "Turned: whoever knows that the answers are wrong turns them round",
               {"Classifier", "Matcher", "Comparison", "#PIC", "95 % interval",
                "#PIC, answers turned", "95 % interval"},
               rows) +
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

}  // namespace antifaz::html
