#include "pipelines/codes/retrieve.hpp"

#include <torch/types.h>

#include <chrono>
#include <numeric>

#include "models/codes/labelled_codes.hpp"
#include "models/codes/neighbours.hpp"
#include "src/core/error.hpp"
#include "src/core/files.hpp"
#include "src/core/mean_figure.hpp"
#include "src/core/number_text.hpp"
#include "src/data/csv.hpp"
#include "src/data/new_file.hpp"

namespace antifaz {
namespace {

/// Probability that k of `others` rows drawn at random hold at least one of `alike`.
double chance_of_one(double others, double alike, std::int64_t k) {
  double none = 1;
  for (std::int64_t i = 0; i < k; ++i) {
    none *=
        std::max(0.0, others - alike - static_cast<double>(i)) / (others - static_cast<double>(i));
  }
  return 1 - none;
}

double mean(const std::vector<double>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

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

}  // namespace

RetrieveReport retrieve_codes(const RetrieveJob& job, Observer& observer) {
  if (!job.output.empty()) expect_new_file(job.output);
  const std::int64_t k = job.neighbours;
  const LabelledCodes examples = read_codes(job.input, observer);
  const Timed exact = timed([&] { return exact_neighbours(examples.codes, k); });
  const Timed indexed = timed([&] { return indexed_neighbours(examples.codes, k, job.seed); });
  RetrieveReport report;
  report.codes = examples.size();
  report.exact_seconds = exact.seconds;
  report.index_seconds = indexed.seconds;
  report.index_finds = agreement(exact.found, indexed.found);
  if (examples.has_labels()) report.at = measure_retrieval(examples, exact.found, depths(k));
  if (!job.output.empty()) write_atomically(job.output, as_csv(exact.found, examples.names));
  return report;
}

std::vector<RetrievalAt> measure_retrieval(const LabelledCodes& examples, const Neighbours& found,
                                           const std::vector<std::int64_t>& ks) {
  std::vector<std::int64_t> members(examples.classes.size());
  for (const int label : examples.labels) ++members[label];
  const auto rows = found.rows.accessor<std::int64_t, 2>();
  const auto others = static_cast<double>(examples.size() - 1);
  std::vector<RetrievalAt> all;
  for (const std::int64_t k : ks) {
    std::vector<double> recall, precision, recall_chance, precision_chance;
    std::vector<std::uint32_t> subject;
    for (std::size_t i = 0; i < examples.size(); ++i) {
      const auto alike = static_cast<double>(members[examples.labels[i]] - 1);
      if (alike == 0) continue;
      int hits = 0;
      for (std::int64_t j = 0; j < k; ++j) {
        const auto neighbour = static_cast<std::size_t>(rows[static_cast<std::int64_t>(i)][j]);
        hits += examples.labels[neighbour] == examples.labels[i] ? 1 : 0;
      }
      recall.push_back(hits > 0 ? 1 : 0);
      precision.push_back(hits / static_cast<double>(k));
      recall_chance.push_back(chance_of_one(others, alike, k));
      precision_chance.push_back(alike / others);
      subject.push_back(examples.subject[i]);
    }
    if (recall.empty()) throw Error("no label is on two examples: there is nothing to find");
    all.push_back({k, mean_figure(recall, subject), mean_figure(precision, subject),
                   mean(recall_chance), mean(precision_chance)});
  }
  return all;
}

}  // namespace antifaz
