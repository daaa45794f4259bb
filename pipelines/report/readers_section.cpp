#include <algorithm>
#include <cmath>
#include <vector>

#include "pipelines/page/html.hpp"
#include "pipelines/report/sections.hpp"

namespace antifaz::html {
namespace {

constexpr double kScaleLeft = 8, kScaleWidth = 304;

/// Somebody who may read gender, with what, and the figures of doing so.
struct Reader {
  std::string who, with;       ///< plain text
  std::string name;            ///< of the judge or attacker
  std::string before, after;   ///< pointers to figures; `before` may lead to null
  std::string figure = "AUC";  ///< what they are
  bool in_the_loop = false;
};

std::string x(const Json& share) {
  return std::to_string(kScaleLeft + kScaleWidth * share.get<double>());
}

/// From the originals (open) to protected faces (filled, with its interval), guessing marked.
std::string dumbbell(const Json& before, const Json& after) {
  std::string svg =
      "<svg class=\"dumbbell\" viewBox=\"0 0 320 24\" aria-hidden=\"true\">"
      "<line class=\"axis\" x1=\"8\" x2=\"312\" y1=\"12\" y2=\"12\"/>"
      "<line class=\"chance\" x1=\"160\" x2=\"160\" y1=\"1\" y2=\"23\"/>";
  const bool from = before.is_object() && before["value"].is_number();
  if (after["low"].is_number()) {
    svg += "<line class=\"range\" x1=\"" + x(after["low"]) + "\" x2=\"" + x(after["high"]) +
           "\" y1=\"17\" y2=\"17\"/>";
  }
  if (from) {
    svg += "<line class=\"way\" x1=\"" + x(before["value"]) + "\" x2=\"" + x(after["value"]) +
           "\" y1=\"12\" y2=\"12\"/><circle class=\"from\" cx=\"" + x(before["value"]) +
           "\" cy=\"12\" r=\"4.5\"/>";
  }
  return cell(svg + "<circle class=\"to\" cx=\"" + x(after["value"]) +
              "\" cy=\"12\" r=\"4.5\"/></svg>");
}

/// Who an attacker of this kind is, and what it takes.
Reader attacker(const Json& attack, const std::string& place) {
  const std::string faces = count(attack["train_images"]), kind = attack["kind"];
  Reader reader;
  reader.name = attack["name"];
  reader.before = place + "/original/auc";
  reader.after = place + "/protected/auc";
  reader.in_the_loop = attack["in_the_loop"];
  if (kind == "aggregated") {
    reader.who = "A stranger who has several pictures of a person";
    reader.with = "a ready classifier, its answers averaged; no training";
  } else if (kind == "embedding") {
    reader.who = "Somebody with a face matcher who learns from protected faces";
    reader.with = faces +
                  " protected faces of other people whose gender they know; seconds of "
                  "computing";
  } else if (kind == "gallery") {
    reader.who = "Somebody with a face matcher and faces from elsewhere";
    reader.with = faces + " faces of another data set whose gender they know; seconds of computing";
  } else if (kind == "retrained") {
    reader.who = "Somebody who trains a classifier on protected faces";
    reader.with = faces +
                  " protected faces of other people whose gender they know; minutes of "
                  "computing";
  } else {
    reader.who = "Somebody who learns to undo the protection";
    reader.with = faces +
                  " pairs of originals and protected faces (who has this program can make "
                  "them), and a ready classifier; minutes of computing";
  }
  return reader;
}

std::vector<Reader> readers(const Json& report) {
  std::vector<Reader> all;
  const Json& classifiers = report["classifiers"];
  for (std::size_t i = 0; i < classifiers.size(); ++i) {
    const std::string place = "/classifiers/" + std::to_string(i);
    all.push_back({"A stranger with a photo app\xE2\x80\x99s classifier",
                   "a ready classifier, one picture; knows of no protection",
                   classifiers[i]["name"], place + "/original/auc", place + "/protected/auc", "AUC",
                   classifiers[i]["in_the_loop"]});
  }
  const Json& attackers = report["attackers"];
  for (const char* kind : {"aggregated", "gallery", "embedding", "retrained", "restored"}) {
    for (std::size_t i = 0; i < attackers.size(); ++i) {
      if (attackers[i]["kind"] != kind || attackers[i]["target"] != "gender") continue;
      all.push_back(attacker(attackers[i], "/attackers/" + std::to_string(i)));
    }
  }
  const Json& matchers = report["matchers"];
  for (std::size_t i = 0; i < matchers.size(); ++i) {
    const std::string place = "/matchers/" + std::to_string(i) + "/identification";
    all.push_back({"Somebody who has the person\xE2\x80\x99s photograph, with a name",
                   "a face matcher and that photograph; no classifier, no training",
                   matchers[i]["name"], place + "/original/gender_read",
                   place + "/protected/gender_read", "balanced accuracy",
                   matchers[i]["in_the_loop"]});
  }
  const auto unknown = [&](const Reader& one) {
    return !at(report, one.after + "/value").is_number();
  };
  all.erase(std::remove_if(all.begin(), all.end(), unknown), all.end());
  return all;
}

}  // namespace

std::string readers_section(const Json& report) {
  std::string rows, last;
  for (const Reader& reader : readers(report)) {
    // Who it is is said once, at the first of a kind.
    const bool said = reader.who + reader.with == last;
    last = reader.who + reader.with;
    rows += "<tr>" + (said ? row_header("") : row_header(reader.who, escaped(reader.with))) +
            cell(escaped(reader.name) + "<small>" + reader.figure +
                 (reader.in_the_loop ? " \xC2\xB7 <span class=\"tag\">in the loop</span>" : "") +
                 "</small>") +
            dumbbell(at(report, reader.before), at(report, reader.after)) +
            figure_cell(report, reader.before, Unit::kPlain) +
            figure_cell(report, reader.after, Unit::kPlain) + "</tr>";
  }
  if (rows.empty()) return "";
  return "<section><h2>Who could read gender, with what?</h2>\n<p>Each line goes from the "
         "originals "
         "(open) to the protected faces (filled, its 95 % interval below). The dashed line in the "
         "middle is guessing: nearer to it is better, from either side, since answers that are "
         "mostly wrong can be turned round. A face that still matches stays personal data: the "
         "last "
         "lines are whoever has the person\xE2\x80\x99s photograph.</p>\n" +
         table("readers", "Who could read gender, with what: originals to protected faces",
               {"Who, with what", "Judge", "0 \xE2\x80\x93 guessing \xE2\x80\x93 1", "#Original",
                "#Protected"},
               rows) +
         "</section>\n";
}

}  // namespace antifaz::html
