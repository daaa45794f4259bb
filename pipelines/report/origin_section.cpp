#include "pipelines/page/html.hpp"
#include "pipelines/report/sections.hpp"

namespace antifaz::html {
namespace {

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
