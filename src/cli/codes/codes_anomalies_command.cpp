#include <algorithm>
#include <iostream>

#include "pipelines/codes/anomalies.hpp"
#include "src/cli/codes/codes_model_support.hpp"
#include "src/core/json_text.hpp"
#include "src/core/mean_figure.hpp"
#include "src/core/text_table.hpp"
#include "src/text/shown_name.hpp"

namespace antifaz {
namespace {

constexpr std::size_t kShown = 10;

nlohmann::json to_json(const AnomaliesReport& report) {
  nlohmann::json json{{"schema", "antifaz-codes-anomalies"},
                      {"version", 1},
                      {"names", report.names},
                      {"errors", report.errors}};
  if (report.beside_normal) {
    json["rarity"] = report.beside_normal->rarity;
    json["auc"] = to_json(report.beside_normal->auc);
    json["flagged_at_5_percent_false_alarms"] = to_json(report.beside_normal->flagged);
  }
  return json;
}

void print(const AnomaliesReport& report) {
  TextTable table(anomaly_columns(report));
  auto rows = anomaly_rows(report);
  for (std::size_t i = 0; i < std::min(kShown, rows.size()); ++i) {
    for (std::string& cell : rows[i]) cell = shown(cell);
    table.add_row(rows[i]);
  }
  std::cout << "the strangest of " << rows.size() << ":\n" << table.str();
  if (report.beside_normal) {
    std::cout << "\nstranger than a normal example (AUC): "
              << with_interval(report.beside_normal->auc, 3)
              << "\nflagged where 5 % of the normal ones are: "
              << with_interval(report.beside_normal->flagged, 3) << "\n";
  }
}

ExitCode run(const Invocation& in) {
  const AnomaliesJob job{model_input(in), in.text("normal"), in.text("output")};
  const AnomaliesReport report = find_anomalies(job, *in.observer);
  if (in.json) {
    std::cout << json_text(to_json(report));
  } else {
    print(report);
    if (in.has("output")) std::cout << "all: " << in.text("output") << "\n";
  }
  return exit_code_of(report.skipped);
}

}  // namespace

Command codes_anomalies_command() {
  Command command = make_codes_model_command(
      "anomalies", "Find the examples that an autoencoder reconstructs worst.",
      "new/ --model weights.safetensors --normal usual/ --output anomalies.csv",
      text("data", "PATH", "folder of images, or CSV file of numbers"), run);
  command.details =
      "An autoencoder reconstructs badly what it has not seen the like of. --normal are examples "
      "of\n"
      "the usual kind, best such that it was not trained on; with them each error comes with the\n"
      "share of normal examples that are as strange, and all with an AUC.";
  add_model(command);
  add_limit(command);
  command.options += {
      text("normal", "PATH", "examples of the usual kind"),
      text("output", "CSV", "file for every example's error"),
  };
  return command;
}

}  // namespace antifaz
