#include <chrono>
#include <iostream>

#include "pipelines/codes/retrieve.hpp"
#include "src/cli/codes/codes_support.hpp"
#include "src/cli/json_text.hpp"
#include "src/core/error.hpp"
#include "src/core/files.hpp"
#include "src/core/mean_figure.hpp"
#include "src/core/text_table.hpp"
#include "src/data/csv.hpp"

namespace antifaz {
namespace {

/// Neighbours, and how long a search for them took.
struct Timed {
  Neighbours found;
  double seconds = 0;
};

template <class Search>
Timed timed(Search search) {
  const auto start = std::chrono::steady_clock::now();
  Timed result{search(), 0};
  result.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  return result;
}

/// path, rank, neighbour, distance
std::string as_csv(const Neighbours& found, const std::vector<std::string>& names) {
  std::string text = csv_line({"path", "rank", "neighbour", "distance"});
  const auto rows = found.rows.accessor<std::int64_t, 2>();
  const auto distances = found.distances.accessor<float, 2>();
  for (std::int64_t i = 0; i < rows.size(0); ++i) {
    for (std::int64_t j = 0; j < rows.size(1); ++j) {
      text += csv_line({names[static_cast<std::size_t>(i)], std::to_string(j + 1),
                        names[static_cast<std::size_t>(rows[i][j])], fixed(distances[i][j], 6)});
    }
  }
  return text;
}

/// 1, 5, 10 and so on as far as k, which is the last.
std::vector<std::int64_t> depths(std::int64_t k) {
  std::vector<std::int64_t> all;
  for (const std::int64_t depth : {1, 5, 10, 20, 50, 100}) {
    if (depth < k) all.push_back(depth);
  }
  all.push_back(k);
  return all;
}

void print(const std::vector<RetrievalAt>& judged) {
  TextTable table(
      {"k", "recall@k [95 % interval]", "by chance", "precision@k [95 % interval]", "by chance "});
  for (const RetrievalAt& at : judged) {
    table.add_row({std::to_string(at.k), with_interval(at.recall, 3), fixed(at.recall_chance, 3),
                   with_interval(at.precision, 3), fixed(at.precision_chance, 3)});
  }
  std::cout << "\n" << table.str();
}

nlohmann::json to_json(const std::vector<RetrievalAt>& judged) {
  nlohmann::json json = nlohmann::json::array();
  for (const RetrievalAt& at : judged) {
    json.push_back({{"k", at.k},
                    {"recall", to_json(at.recall)},
                    {"recall_chance", at.recall_chance},
                    {"precision", to_json(at.precision)},
                    {"precision_chance", at.precision_chance}});
  }
  return json;
}

ExitCode run(const Invocation& in) {
  const std::int64_t k = in.whole("neighbours", 1, 1000);
  const LabelledCodes examples = read_codes_with_any_labels(in);
  const Timed exact = timed([&] { return exact_neighbours(examples.codes, k); });
  const Timed indexed =
      timed([&] { return indexed_neighbours(examples.codes, k, in.seed.value_or(1)); });
  const double agreed = agreement(exact.found, indexed.found);
  if (in.has("output")) {
    write_atomically(in.text("output"), as_csv(exact.found, examples.names));
  }
  std::vector<RetrievalAt> judged;
  if (in.has("labels")) judged = judge_retrieval(examples, exact.found, depths(k));
  if (in.json) {
    nlohmann::json json{{"schema", "antifaz-codes-retrieve"}, {"version", 1},
                        {"codes", examples.size()},           {"index_finds", agreed},
                        {"exact_seconds", exact.seconds},     {"index_seconds", indexed.seconds}};
    if (!judged.empty()) json["at"] = to_json(judged);
    std::cout << json_text(json);
    return ExitCode::kDone;
  }
  std::cout << "the " << k << " nearest of each of " << examples.size()
            << " codes: " << fixed(exact.seconds, 2) << " s by comparing all, "
            << fixed(indexed.seconds, 2) << " s by building and asking an index, which finds "
            << fixed(100 * agreed, 1) << " % of them\n";
  if (in.has("output")) std::cout << "neighbours: " << in.text("output") << "\n";
  if (!judged.empty()) print(judged);
  return ExitCode::kDone;
}

}  // namespace

Command codes_retrieve_command() {
  Command command = make_codes_command(
      "retrieve", "Find the nearest codes of each code, and judge them by labels.",
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
