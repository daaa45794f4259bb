#include "pipelines/autoencoders/compare_autoencoders.hpp"

#include "pipelines/autoencoders/autoencoder_page.hpp"
#include "pipelines/autoencoders/compare_variants.hpp"
#include "pipelines/autoencoders/network_check.hpp"
#include "pipelines/autoencoders/tell_problems.hpp"
#include "src/core/files.hpp"
#include "src/data/csv.hpp"
#include "src/images/image_io.hpp"

namespace antifaz {
namespace {

namespace fs = std::filesystem;

std::vector<AutoencoderOptions> chosen_variants(const CompareAutoencodersJob& job,
                                                const AutoencoderOptions& base,
                                                Observer& observer) {
  if (job.variants.empty()) return all_variants(base, observer);
  std::vector<AutoencoderOptions> chosen;
  for (const std::string& name : job.variants) {
    chosen.push_back(base);
    chosen.back().variant = name;
    expect_network(chosen.back());
  }
  return chosen;
}

void expect_variants_for_files(const CompareAutoencodersJob& job) {
  for (const std::string& name : job.variants) {
    AutoencoderOptions network = job.network;
    network.variant = name;
    expect_network_for(network, job.data, job.shape);
  }
}

/// Every training as a variant of its own.
AutoencoderComparison apart(const AutoencoderComparison& comparison) {
  AutoencoderComparison single = comparison;
  single.variants.clear();
  for (const ComparedAutoencoder& one : comparison.variants) {
    if (one.runs.empty()) single.variants.push_back(one);
    for (const NamedValues& run : one.runs) {
      single.variants.push_back(one);
      single.variants.back().runs = {run};
    }
  }
  return single;
}

void write_files(const CompareAutoencodersJob& job, const AutoencoderComparison& comparison) {
  const fs::path& folder = job.trainer.folder;
  std::string csv;
  for (const auto& row : comparison_table(apart(comparison))) csv += csv_line(row);
  fs::create_directories(folder);
  write_atomically(folder / "comparison.html", autoencoder_page(comparison, job.data.string()));
  write_atomically(folder / "comparison.md", markdown_table(comparison_table(comparison)) + "\n" +
                                                 comparison_notes(comparison) + "\n");
  write_atomically(folder / "comparison.csv", csv);
  if (!comparison.originals.empty()) {
    write_photo(comparison_picture(comparison), folder / "comparison.png");
  }
}

}  // namespace

AutoencoderComparison compare_autoencoders(const CompareAutoencodersJob& job, Observer& observer) {
  expect_new_folder(job.trainer.folder);
  expect_variants_for_files(job);
  const NamedExamples data = tell_problems(read_examples(job.data, job.shape, job.limit), observer);
  expect_fitted(data, job.shape, job.data);
  AutoencoderOptions base = job.network;
  base.shape = data.values.sizes().slice(1).vec();
  AutoencoderComparisonOptions options;
  options.variants = chosen_variants(job, base, observer);
  options.trainer = job.trainer;
  options.batch = job.batch;
  options.device = job.device;
  options.shown = job.shown;
  options.seeds = job.seeds;
  options.judges = job.judges;
  options.after_each = [&](const AutoencoderComparison& so_far) { write_files(job, so_far); };
  const auto [training, validation] = split_examples({data.values, {}});
  AutoencoderComparison comparison = compare_variants(options, training, validation, observer);
  comparison.skipped = data.skipped();
  return comparison;
}

}  // namespace antifaz
