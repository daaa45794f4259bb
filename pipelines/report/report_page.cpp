#include "pipelines/report/report_page.hpp"

#include "pipelines/page/assets.hpp"
#include "pipelines/page/frame.hpp"
#include "pipelines/page/html.hpp"
#include "pipelines/report/assets.hpp"
#include "pipelines/report/sections.hpp"

namespace antifaz {
namespace {

using html::escaped;
using html::picture;

constexpr double kAmplified = 3;

/// JSON inside a script element: no "<" may end it.
std::string embedded_json(const nlohmann::json& report) {
  std::string text;
  for (const char c :
       report.dump(-1, ' ', /*ensure_ascii=*/true, nlohmann::json::error_handler_t::replace)) {
    text += c == '<' ? std::string("\\u003c") : std::string(1, c);
  }
  return text;
}

/// What was added, amplified, around mid-grey.
cv::Mat difference(const GalleryFace& face) {
  cv::Mat original, changed, result;
  face.original.convertTo(original, CV_32F);
  face.changed.convertTo(changed, CV_32F);
  cv::Mat((changed - original) * kAmplified + cv::Scalar::all(128)).convertTo(result, CV_8U);
  return result;
}

std::string gallery_section(const std::vector<GalleryFace>& gallery) {
  if (gallery.empty()) return "";
  std::string items;
  for (const GalleryFace& face : gallery) {
    items += "<li><div>" + picture(face.original, "original of " + face.path) +
             picture(face.changed, "protected version of " + face.path) +
             picture(difference(face), "difference of " + face.path) + "</div><small title=\"" +
             escaped(face.path) + "\">" + escaped(face.path) + "</small></li>\n";
  }
  return "<section><h2>What it looks like</h2>\n<p>Original, protected, and the difference three "
         "times amplified around grey. These are faces from the data: share the page accordingly "
         "(<code>--no-gallery</code> leaves them out).</p>\n<ul class=\"gallery\">" +
         items + "</ul></section>\n";
}

}  // namespace

std::string report_page(const nlohmann::json& report, const std::vector<GalleryFace>& gallery) {
  using namespace html;
  std::string page =
      page_head("Antifaz: evaluation of " + report["data"]["protected"].get<std::string>(),
                std::string(kUplotCss) + "\n" + std::string(kPageCss), /*scripts=*/true) +
      "<body>\n<header><h1>Antifaz evaluation of <code>" + escaped(report["data"]["protected"]) +
      "</code></h1></header>\n<main>\n";
  for (const auto section : {verdict_section, readers_section, headline_section, attackers_section,
                             curves_section, matchers_section, classifiers_section}) {
    page += section(report);
  }
  page += gallery_section(gallery);
  for (const auto section : {quality_section, groups_section, trade_offs_section, origin_section}) {
    page += section(report);
  }
  return page + "</main>\n<script type=\"application/json\" id=\"report\">" +
         embedded_json(report) + "</script>\n<script>" + std::string(kUplotScript) +
         "</script>\n<script>" + std::string(kPageScript) + "</script>\n</body>\n</html>\n";
}

}  // namespace antifaz
