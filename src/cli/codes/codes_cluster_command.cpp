#include <iostream>

#include "pipelines/codes/cluster.hpp"
#include "src/cli/codes/codes_support.hpp"
#include "src/core/json_text.hpp"
#include "src/core/mean_figure.hpp"
#include "src/core/text_table.hpp"

namespace antifaz {
namespace {

constexpr std::size_t kMostColumns = 12;  // labels shown as columns of the table

void print(const ClusterReport& report) {
  const Clusters& clusters = report.clusters;
  std::cout << report.codes << " codes, mean squared distance from their cluster's centre "
            << fixed(clusters.compactness, 4) << "\n\n";
  const bool with_labels = report.labels && report.labels->labels.size() <= kMostColumns;
  std::vector<std::string> header{"cluster", "codes"};
  if (with_labels) {
    header.insert(header.end(), report.labels->labels.begin(), report.labels->labels.end());
  }
  TextTable table(header);
  for (std::size_t c = 0; c < clusters.sizes.size(); ++c) {
    std::vector<std::string> row{std::to_string(c), std::to_string(clusters.sizes[c])};
    if (with_labels) {
      for (const std::size_t count : report.labels->counts[c]) row.push_back(std::to_string(count));
    }
    table.add_row(row);
  }
  std::cout << table.str();
}

nlohmann::json to_json(const ClusterReport& report) {
  nlohmann::json json{{"schema", "antifaz-codes-cluster"},
                      {"version", 1},
                      {"sizes", report.clusters.sizes},
                      {"compactness", report.clusters.compactness}};
  if (report.labels) {
    json["labels"] = report.labels->labels;
    json["counts"] = report.labels->counts;
    json["adjusted_rand_index"] = to_json(report.labels->agreement);
  }
  return json;
}

ExitCode run(const Invocation& in) {
  ClusterJob job;
  job.input = codes_input(in);
  if (in.has("clusters")) job.clusters = in.whole("clusters", 2, 10000);
  job.seed = in.seed.value_or(1);
  job.output = in.text("output");
  const ClusterReport report = cluster_codes(job, *in.observer);
  if (in.json) {
    std::cout << json_text(to_json(report));
    return ExitCode::kDone;
  }
  print(report);
  if (report.labels) {
    std::cout << "\nadjusted Rand index with '" << in.text("label")
              << "': " << with_interval(report.labels->agreement, 3)
              << " (1 agrees, 0 is chance)\n";
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
