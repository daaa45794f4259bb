#include "pipelines/autoencoders/autoencoder_comparison.hpp"

#include "src/core/number_text.hpp"

namespace antifaz {

std::vector<std::vector<std::string>> comparison_table(const AutoencoderComparison& comparison) {
  std::vector<std::vector<std::string>> table{{"variant", "parameters", "code", "MSE", "PSNR, dB",
                                               "SSIM", "code sparsity", "KL, nats", "active units",
                                               "mismatch, nats", "bits per dimension", "seconds"}};
  for (const ComparedAutoencoder& one : comparison.variants) {
    std::vector<std::string> row(table.front().size());
    row[0] = one.variant;
    if (one.fault.empty()) {
      const AutoencoderFigures& f = one.figures;
      row = {one.variant,
             std::to_string(one.parameters),
             std::to_string(one.code),
             fixed(f.mse, 5),
             f.psnr ? fixed(*f.psnr, 2) : "",
             f.ssim ? fixed(*f.ssim, 3) : "",
             fixed(f.sparsity, 2),
             f.variational ? fixed(f.variational->kl, 1) : "",
             f.variational ? std::to_string(f.variational->active_units) : "",
             f.variational && f.variational->mismatch ? fixed(*f.variational->mismatch, 1) : "",
             f.variational ? fixed(f.variational->bits_per_dimension, 2) : "",
             fixed(one.seconds, 1)};
    }
    table.push_back(row);
  }
  return table;
}

std::string beside_the_mean(const AutoencoderComparison& comparison) {
  std::string worse;
  for (const ComparedAutoencoder& one : comparison.variants) {
    if (!one.fault.empty() || one.figures.mse <= comparison.mean_mse) continue;
    worse += (worse.empty() ? "" : ", ") + one.variant;
  }
  const std::string mean =
      "The mean of the training examples has an MSE of " + fixed(comparison.mean_mse, 5) + ".";
  return worse.empty() ? mean : mean + " Worse than that, and so of no use yet: " + worse + ".";
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
