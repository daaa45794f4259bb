#include <algorithm>
#include <iostream>
#include <numeric>

#include "pipelines/codes/anomalies.hpp"
#include "src/cli/codes/codes_model_support.hpp"
#include "src/cli/json_text.hpp"
#include "src/core/files.hpp"
#include "src/core/mean_figure.hpp"
#include "src/core/text_table.hpp"
#include "src/data/csv.hpp"

namespace antifaz {
namespace {

constexpr std::size_t kShown = 10;

/// Rows by falling error.
std::vector<std::size_t> strangest_first(const std::vector<double>& errors) {
  std::vector<std::size_t> order(errors.size());
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return errors[a] > errors[b]; });
  return order;
}

/// Strangest first: path, error and, where normal examples are known, the share of them that is as
/// strange.
std::vector<std::vector<std::string>> rows_of(const NamedExamples& data,
                                              const std::vector<double>& errors,
                                              const std::vector<double>& rarity) {
  std::vector<std::vector<std::string>> rows;
  for (const std::size_t i : strangest_first(errors)) {
    rows.push_back({data.names[i], fixed(errors[i], 6)});
    if (!rarity.empty()) rows.back().push_back(fixed(rarity[i], 4));
  }
  return rows;
}

ExitCode run(const Invocation& in) {
  const LoadedAutoencoder loaded = open_model(in);
  const NamedExamples data = examples_for(in, loaded.options);
  const std::vector<double> errors = reconstruction_errors(*loaded.model, data.values);
  std::vector<std::string> header{"path", "error"};
  AnomalyReport report;
  const bool judged = in.has("normal");
  if (judged) {
    const NamedExamples normal =
        read_told(in, in.text("normal"), shape_for(loaded.options), /*limit=*/0);
    expect_shape(normal, loaded.options, in.text("normal"));
    report = judge_anomalies(errors, reconstruction_errors(*loaded.model, normal.values));
    header.push_back("as strange among normal");
  }
  const auto rows = rows_of(data, errors, report.rarity);
  if (in.has("output")) {
    std::string text = csv_line(header);
    for (const auto& row : rows) text += csv_line(row);
    write_atomically(in.text("output"), text);
  }
  if (in.json) {
    nlohmann::json json{{"schema", "antifaz-codes-anomalies"},
                        {"version", 1},
                        {"names", data.names},
                        {"errors", errors}};
    if (judged) {
      json["rarity"] = report.rarity;
      json["auc"] = to_json(report.auc);
      json["flagged_at_5_percent_false_alarms"] = to_json(report.flagged);
    }
    std::cout << json_text(json);
    return exit_code_of(data);
  }
  TextTable table(header);
  for (std::size_t i = 0; i < std::min(kShown, rows.size()); ++i) table.add_row(rows[i]);
  std::cout << "the strangest of " << rows.size() << ":\n" << table.str();
  if (judged) {
    std::cout << "\nstranger than a normal example (AUC): " << with_interval(report.auc, 3)
              << "\nflagged where 5 % of the normal ones are: " << with_interval(report.flagged, 3)
              << "\n";
  }
  if (in.has("output")) std::cout << "all: " << in.text("output") << "\n";
  return exit_code_of(data);
}

}  // namespace

Command codes_anomalies_command() {
  Command command = make_codes_model_command(
      "anomalies", "Find the examples that an autoencoder reconstructs worst.",
      "new/ --model weights.safetensors --normal usual/ --output anomalies.csv", "data",
      "folder of images, or CSV file of numbers", run);
  command.details =
      "An autoencoder reconstructs badly what it has not seen the like of. --normal are examples "
      "of\n"
      "the usual kind, best such that it was not trained on; with them each error comes with the\n"
      "share of normal examples that are as strange, and all with an AUC.";
  add_model_option(command);
  add_limit_option(command);
  command.options += {
      text("normal", "PATH", "examples of the usual kind"),
      text("output", "CSV", "file for every example's error"),
  };
  return command;
}

}  // namespace antifaz
