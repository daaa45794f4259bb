#include <iostream>

#include "pipelines/codes/retrieve.hpp"
#include "src/cli/codes/codes_support.hpp"
#include "src/core/json_text.hpp"
#include "src/core/mean_figure.hpp"
#include "src/core/text_table.hpp"

namespace antifaz {
namespace {

void print(const std::vector<RetrievalAt>& all) {
  TextTable table(
      {"k", "recall@k [95 % interval]", "by chance", "precision@k [95 % interval]", "by chance "});
  for (const RetrievalAt& at : all) {
    table.add_row({std::to_string(at.k), with_interval(at.recall, 3), fixed(at.recall_chance, 3),
                   with_interval(at.precision, 3), fixed(at.precision_chance, 3)});
  }
  std::cout << "\n" << table.str();
}

nlohmann::json to_json(const std::vector<RetrievalAt>& all) {
  nlohmann::json json = nlohmann::json::array();
  for (const RetrievalAt& at : all) {
    json.push_back({{"k", at.k},
                    {"recall", to_json(at.recall)},
                    {"recall_chance", at.recall_chance},
                    {"precision", to_json(at.precision)},
                    {"precision_chance", at.precision_chance}});
  }
  return json;
}

ExitCode run(const Invocation& in) {
  RetrieveJob job;
  job.input = codes_input(in);
  job.neighbours = in.whole("neighbours", 1, 1000);
  job.seed = in.seed.value_or(1);
  job.output = in.text("output");
  const RetrieveReport report = retrieve_codes(job, *in.observer);
  if (in.json) {
    nlohmann::json json{{"schema", "antifaz-codes-retrieve"},
                        {"version", 1},
                        {"codes", report.codes},
                        {"index_finds", report.index_finds},
                        {"exact_seconds", report.exact_seconds},
                        {"index_seconds", report.index_seconds}};
    if (!report.at.empty()) json["at"] = to_json(report.at);
    std::cout << json_text(json);
    return ExitCode::kDone;
  }
  std::cout << "the " << job.neighbours << " nearest of each of " << report.codes
            << " codes: " << fixed(report.exact_seconds, 2) << " s by comparing all, "
            << fixed(report.index_seconds, 2) << " s by building and asking an index, which finds "
            << percent(report.index_finds) << " of them\n";
  if (in.has("output")) std::cout << "neighbours: " << in.text("output") << "\n";
  if (!report.at.empty()) print(report.at);
  return ExitCode::kDone;
}

}  // namespace

Command codes_retrieve_command() {
  Command command = make_codes_command(
      "retrieve", "Find the nearest codes of each code, and measure them by labels.",
      "codes.csv --neighbours 10 --output neighbours.csv --labels faces/manifest.csv", run);
  command.details =
      "recall@k is the share of examples that have at least one of their own label among their k\n"
      "nearest others, precision@k the share of these k that have it; both beside what k others\n"
      "drawn at random would give. The exact neighbours are compared with those that an index of\n"
      "randomized kd-trees finds.";
  add_label_options(command, /*required=*/false);
  command.options += {
      whole("neighbours", "K", "how many of each", 10),
      text("output", "CSV", "file for path, rank, neighbour, distance"),
  };
  return command;
}

}  // namespace antifaz
