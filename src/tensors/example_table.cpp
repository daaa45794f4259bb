#include "src/tensors/example_table.hpp"

#include <torch/types.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <optional>
#include <utility>

#include "src/core/error.hpp"
#include "src/data/csv.hpp"

namespace antifaz {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kFewestCounted = 3;  // two numbers may count by chance

/// Also one that is not finite.
std::optional<float> number_in(const std::string& text) {
  char* end = nullptr;
  const float number = std::strtof(text.c_str(), &end);
  if (end == text.c_str() || *end != '\0') return std::nullopt;
  return number;
}

float finite_number(const std::string& text, std::size_t line, const fs::path& file) {
  const auto number = number_in(text);
  if (!number || !std::isfinite(*number)) {
    throw Error(file, "line " + std::to_string(line) + ": '" + text + "' is no finite number");
  }
  return *number;
}

bool counts(const std::vector<std::string>& cells, std::size_t first) {
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (cells[i] != std::to_string(first + i)) return false;
  }
  return cells.size() >= kFewestCounted;
}

bool is_data(const std::vector<std::string>& cells) {
  return std::all_of(cells.begin(), cells.end(),
                     [](const std::string& cell) { return number_in(cell).has_value(); }) &&
         !counts(cells, 0) && !counts(cells, 1);
}

CsvTable read_table(const fs::path& file) {
  std::vector<CsvRow> rows = read_csv_rows(file);
  if (!is_data(rows.front().cells)) return with_header(std::move(rows), file);
  CsvTable table;
  table.columns.resize(rows.front().cells.size());
  table.rows = std::move(rows);
  return table;
}

}  // namespace

NamedExamples read_example_table(const fs::path& file) {
  const CsvTable table = read_table(file);
  const auto path = table.find("path");
  NamedExamples examples;
  std::vector<float> numbers;
  for (const CsvRow& row : table.rows) {
    if (row.cells.size() != table.columns.size()) {
      throw Error(file, "line " + std::to_string(row.line) + " has " +
                            std::to_string(row.cells.size()) + " cells, the first line " +
                            std::to_string(table.columns.size()));
    }
    for (std::size_t c = 0; c < row.cells.size(); ++c) {
      if (!path || c != *path) numbers.push_back(finite_number(row.cells[c], row.line, file));
    }
    examples.names.push_back(path ? row.cells[*path] : std::to_string(examples.names.size()));
  }
  if (numbers.empty()) throw Error(file, "holds no numbers");
  const auto rows = static_cast<std::int64_t>(examples.names.size());
  examples.values = torch::tensor(numbers).view({rows, -1});
  return examples;
}

}  // namespace antifaz
