#include "pipelines/autoencoders/autoencoder_page.hpp"

#include <algorithm>

#include "models/autoencoders/options.hpp"
#include "pipelines/page/assets.hpp"
#include "pipelines/page/frame.hpp"
#include "pipelines/page/html.hpp"

namespace antifaz {
namespace {

using html::escaped;
using html::row_header;

constexpr char kStyles[] =
    ".strip img { display: block; width: 100%; height: auto; }\n"
    ".strips th:first-child { width: 9rem; }\n"
    ".strips th, .strips td { padding: .15rem 0; border: 0; vertical-align: middle; }\n";

/// PCA takes none.
std::int64_t most_steps(const AutoencoderComparison& comparison) {
  std::int64_t most = 0;
  for (const ComparedAutoencoder& one : comparison.variants) most = std::max(most, one.steps);
  return most;
}

std::string summary_of(const std::string& variant) {
  for (const AutoencoderVariant& one : autoencoder_variants()) {
    if (one.name == variant) return one.summary;
  }
  return "";
}

std::string figures(const AutoencoderComparison& comparison) {
  const auto table = comparison_table(comparison);
  std::vector<std::string> columns{table.front().front()};
  for (std::size_t c = 1; c < table.front().size(); ++c) columns.push_back("#" + table.front()[c]);
  std::string rows;
  for (std::size_t i = 1; i < table.size(); ++i) {
    const ComparedAutoencoder& one = comparison.variants[i - 1];
    rows += "<tr>" + row_header(one.variant, escaped(summary_of(one.variant)));
    if (!one.fault.empty()) {
      rows += "<td class=\"tag\" colspan=\"" + std::to_string(columns.size() - 1) + "\">" +
              escaped(one.fault) + "</td></tr>\n";
      continue;
    }
    for (std::size_t c = 1; c < table[i].size(); ++c) {
      rows += "<td class=\"n\">" + escaped(table[i][c]) + "</td>";
    }
    rows += "</tr>\n";
  }
  return html::table("figures", "Measured on the validation examples", columns, rows);
}

std::string picture_row(const std::string& label, const cv::Mat& images, const std::string& what) {
  return "<tr>" + row_header(label) + "<td class=\"strip\">" +
         html::picture(images, what + ", " + label) + "</td></tr>\n";
}

std::string pictures(const AutoencoderComparison& comparison) {
  if (comparison.originals.empty()) return "";
  std::string rows = picture_row("originals", comparison.originals, "validation images");
  for (const ComparedAutoencoder& one : comparison.variants) {
    if (one.fault.empty()) rows += picture_row(one.variant, one.shown, "validation images");
  }
  return "<h2>Reconstructions</h2>\n<p>These are images from the data: share the page "
         "accordingly.</p>\n" +
         html::table("strips", "Originals above, reconstructions below",
                     {"variant", "validation images"}, rows);
}

std::string inventions(const AutoencoderComparison& comparison) {
  std::string rows;
  for (const ComparedAutoencoder& one : comparison.variants) {
    for (const DrawnImages& drawn : one.drawn) {
      rows += picture_row(one.variant + ", " + drawn.sampler, drawn.shown, "drawn");
    }
  }
  if (rows.empty()) return "";
  return "<h2>Inventions</h2>\n<p>Drawn from the prior where there is one, and from a mixture of "
         "Gaussians fitted to the codes of the training.</p>\n" +
         html::table("strips", "What each variant invents", {"variant, sampler", "drawn"}, rows);
}

}  // namespace

std::string autoencoder_page(const AutoencoderComparison& comparison, const std::string& data) {
  return html::page_head("Antifaz: autoencoders compared", std::string(kPageCss) + kStyles,
                         /*scripts=*/false) +
         "<body>\n<header><h1>Autoencoders compared on <code>" + escaped(data) +
         "</code></h1></header>\n<main>\n<p>Each was trained on the same " +
         html::count(comparison.training) + " examples with the same seed for at most " +
         html::count(most_steps(comparison)) + " steps, and measured on " +
         html::count(comparison.validation) + " others. " + escaped(comparison_notes(comparison)) +
         "</p>\n" + figures(comparison) + pictures(comparison) + inventions(comparison) +
         "</main>\n</body>\n</html>\n";
}

cv::Mat comparison_picture(const AutoencoderComparison& comparison) {
  std::vector<cv::Mat> rows{comparison.originals};
  for (const ComparedAutoencoder& one : comparison.variants) {
    if (one.fault.empty()) rows.push_back(one.shown);
  }
  for (const ComparedAutoencoder& one : comparison.variants) {
    for (const DrawnImages& drawn : one.drawn) rows.push_back(drawn.shown);
  }
  cv::Mat all;
  cv::vconcat(rows, all);
  return all;
}

}  // namespace antifaz
