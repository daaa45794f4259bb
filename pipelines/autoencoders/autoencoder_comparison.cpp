#include "pipelines/autoencoders/autoencoder_comparison.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "src/core/number_text.hpp"

namespace antifaz {
namespace {

struct Column {
  const char* heading;
  const char* figure;
  int decimals;
};
constexpr Column kColumns[] = {{"MSE", "mse", 5},
                               {"PSNR, dB", "psnr_db", 2},
                               {"SSIM", "ssim", 3},
                               {"code sparsity", "code_sparsity", 2},
                               {"KL, nats", "kl_nats", 1},
                               {"active units", "active_units", 0},
                               {"mismatch, nats", "mismatch_nats", 1},
                               {"bits per dimension", "bits_per_dimension", 2},
                               {"Frechet, prior", "frechet_prior", 3},
                               {"Frechet, mixture", "frechet_mixture", 3},
                               {"seconds", "seconds", 1}};

/// Student's t that 95 % of draws keep within, of 1, 2, ... degrees of freedom.
constexpr std::array<double, 19> kStudent = {12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365,
                                             2.306,  2.262, 2.228, 2.201, 2.179, 2.160, 2.145,
                                             2.131,  2.120, 2.110, 2.101, 2.093};
constexpr double kNormal = 1.960;

std::optional<double> value_of(const NamedValues& values, const std::string& name) {
  for (const auto& [known, value] : values) {
    if (known == name) return value;
  }
  return std::nullopt;
}

/// A figure of every training; none where one of them lacks it.
std::vector<double> all_of(const std::vector<NamedValues>& runs, const std::string& figure) {
  std::vector<double> values;
  for (const NamedValues& run : runs) {
    const std::optional<double> value = value_of(run, figure);
    if (!value) return {};
    values.push_back(*value);
  }
  return values;
}

std::string cell(const ComparedAutoencoder& one, const Column& column) {
  const std::optional<double> mean = one.mean(column.figure), margin = one.margin(column.figure);
  if (!mean) return "";
  const std::string text = fixed(*mean, column.decimals);
  return margin ? text + " ± " + fixed(*margin, column.decimals) : text;
}

}  // namespace

std::optional<double> ComparedAutoencoder::mean(const std::string& figure) const {
  const std::vector<double> values = all_of(runs, figure);
  if (values.empty()) return std::nullopt;
  double sum = 0;
  for (const double value : values) sum += value;
  return sum / static_cast<double>(values.size());
}

std::optional<double> ComparedAutoencoder::margin(const std::string& figure) const {
  const std::vector<double> values = all_of(runs, figure);
  if (values.size() < 2) return std::nullopt;
  const double middle = *mean(figure), others = static_cast<double>(values.size() - 1);
  double squares = 0;
  for (const double value : values) squares += (value - middle) * (value - middle);
  const std::size_t freedom = values.size() - 1;
  const double t = freedom <= kStudent.size() ? kStudent[freedom - 1] : kNormal;
  return t * std::sqrt(squares / others / (others + 1));
}

std::vector<std::vector<std::string>> comparison_table(const AutoencoderComparison& comparison) {
  const auto& variants = comparison.variants;
  std::vector<Column> columns;
  for (const Column& column : kColumns) {
    const auto has = [&](const ComparedAutoencoder& one) { return one.mean(column.figure); };
    if (std::any_of(variants.begin(), variants.end(), has)) columns.push_back(column);
  }
  std::vector<std::vector<std::string>> table = {{"variant", "parameters", "code"}};
  for (const Column& column : columns) table.front().emplace_back(column.heading);
  for (const ComparedAutoencoder& one : variants) {
    std::vector<std::string> row{one.variant, "", ""};
    if (one.fault.empty())
      row = {one.variant, std::to_string(one.parameters), std::to_string(one.code)};
    for (const Column& column : columns) row.push_back(cell(one, column));
    table.push_back(row);
  }
  return table;
}

std::string beside_the_mean(const AutoencoderComparison& comparison) {
  std::string worse;
  for (const ComparedAutoencoder& one : comparison.variants) {
    const std::optional<double> mse = one.mean("mse");
    if (!mse || *mse <= comparison.mean_mse) continue;
    worse += (worse.empty() ? "" : ", ") + one.variant;
  }
  const std::string mean =
      "The mean of the training examples has an MSE of " + fixed(comparison.mean_mse, 5) + ".";
  return worse.empty() ? mean : mean + " Worse than that, and so of no use yet: " + worse + ".";
}

std::string comparison_notes(const AutoencoderComparison& comparison) {
  std::string text = beside_the_mean(comparison);
  if (comparison.seeds > 1) {
    text += " Figures are means over " + std::to_string(comparison.seeds) +
            " trainings with a seed each; behind ± stands half their 95 % interval (Student's t).";
  }
  if (const auto& frechet = comparison.frechet) {
    const std::string images = std::to_string(frechet->images);
    text += " The Frechet distance is that of a face matcher's embeddings, of " + images +
            " faces drawn and " + images +
            " of the training; with fewer it is larger, so only equal numbers compare.";
    if (frechet->floor) {
      text +=
          " " + images + " other faces of the training come to " + fixed(*frechet->floor, 3) + ".";
    }
  }
  return text;
}

std::string markdown_table(const std::vector<std::vector<std::string>>& table) {
  std::string text;
  for (std::size_t i = 0; i < table.size(); ++i) {
    std::string line = "|", rule = "|";
    for (std::size_t c = 0; c < table[i].size(); ++c) {
      line += " " + table[i][c] + " |";
      rule += c == 0 ? "---|" : "---:|";
    }
    text += line + "\n";
    if (i == 0) text += rule + "\n";
  }
  return text;
}

}  // namespace antifaz
