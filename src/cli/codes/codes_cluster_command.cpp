#include <iostream>

#include "pipelines/codes/cluster.hpp"
#include "src/cli/codes/codes_support.hpp"
#include "src/cli/json_text.hpp"
#include "src/core/files.hpp"
#include "src/core/mean_figure.hpp"
#include "src/core/text_table.hpp"
#include "src/data/csv.hpp"

namespace antifaz {
namespace {

constexpr std::size_t kMostColumns = 12;  // labels shown as columns of the table

/// path, cluster
std::string as_csv(const Clusters& clusters, const std::vector<std::string>& names) {
  std::string text = csv_line({"path", "cluster"});
  for (std::size_t i = 0; i < names.size(); ++i) {
    text += csv_line({names[i], std::to_string(clusters.of_row[i])});
  }
  return text;
}

void print(const Clusters& clusters, const LabelledCodes& examples) {
  std::cout << examples.size() << " codes, mean squared distance from their cluster's centre "
            << fixed(clusters.compactness, 4) << "\n\n";
  const bool with_labels = !examples.labels.empty() && examples.classes.size() <= kMostColumns;
  std::vector<std::string> header{"cluster", "codes"};
  if (with_labels) header.insert(header.end(), examples.classes.begin(), examples.classes.end());
  TextTable table(header);
  std::vector<std::vector<std::size_t>> counts;
  if (with_labels) counts = label_counts(examples, clusters);
  for (std::size_t c = 0; c < clusters.sizes.size(); ++c) {
    std::vector<std::string> row{std::to_string(c), std::to_string(clusters.sizes[c])};
    if (with_labels) {
      for (const std::size_t count : counts[c]) row.push_back(std::to_string(count));
    }
    table.add_row(row);
  }
  std::cout << table.str();
}

ExitCode run(const Invocation& in) {
  const LabelledCodes examples = read_codes_with_any_labels(in);
  const int wanted = in.has("clusters")
                         ? in.whole("clusters", 2, 10000)
                         : std::max<int>(2, static_cast<int>(examples.classes.size()));
  const Clusters clusters = cluster_codes(examples.codes, wanted, in.seed.value_or(1));
  if (in.has("output")) write_atomically(in.text("output"), as_csv(clusters, examples.names));
  nlohmann::json json{{"schema", "antifaz-codes-cluster"},
                      {"version", 1},
                      {"sizes", clusters.sizes},
                      {"compactness", clusters.compactness}};
  Figure agreement;
  if (in.has("labels")) {
    agreement = cluster_agreement(examples, clusters);
    json["labels"] = examples.classes;
    json["counts"] = label_counts(examples, clusters);
    json["adjusted_rand_index"] = to_json(agreement);
  }
  if (in.json) {
    std::cout << json_text(json);
    return ExitCode::kDone;
  }
  print(clusters, examples);
  if (in.has("labels")) {
    std::cout << "\nadjusted Rand index with '" << in.text("label")
              << "': " << with_interval(agreement, 3) << " (1 agrees, 0 is chance)\n";
  }
  if (in.has("output")) std::cout << "clusters: " << in.text("output") << "\n";
  return ExitCode::kDone;
}

}  // namespace

Command codes_cluster_command() {
  Command command = make_codes_command(
      "cluster", "Divide codes into clusters by k-means, and compare these with labels.",
      "codes.csv --clusters 5 --output clusters.csv --labels faces/manifest.csv", run);
  add_label_options(command, /*required=*/false);
  command.options += {
      whole("clusters", "K", "how many (default: as many as there are labels, else 2)"),
      text("output", "CSV", "file for path, cluster"),
  };
  return command;
}

}  // namespace antifaz
