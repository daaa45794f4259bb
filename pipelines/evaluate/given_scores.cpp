#include "pipelines/evaluate/given_scores.hpp"

#include <algorithm>
#include <cmath>

#include "pipelines/evaluate/judge_names.hpp"
#include "src/core/error.hpp"
#include "src/data/csv.hpp"
#include "src/labels/rows_by_path.hpp"
#include "src/text/shown_name.hpp"

namespace antifaz {
namespace {

namespace fs = std::filesystem;

/// Cells by column, with messages that name file and line.
class ScoreTable {
 public:
  ScoreTable(fs::path file, const Manifest& manifest)
      : file_(std::move(file)), table_(read_csv(file_)), rows_(manifest) {}

  bool has(const char* column) const { return table_.find(column).has_value(); }
  const std::vector<CsvRow>& rows() const { return table_.rows; }

  const std::string& cell(const CsvRow& row, const char* column) const {
    const auto index = table_.find(column);
    if (!index) throw Error(file_, std::string("has no column '") + column + "'");
    if (row.cells.size() != table_.columns.size()) throw bad(row, "a cell is missing or too many");
    return row.cells[*index];
  }

  std::uint32_t image(const CsvRow& row, const char* column) const {
    const std::string& path = cell(row, column);
    const auto found = rows_.find(path);
    if (!found) throw bad(row, "'" + shown(path) + "' is not in the manifest");
    return static_cast<std::uint32_t>(*found);
  }

  /// NaN for an empty cell.
  double number(const CsvRow& row, const char* column) const {
    const std::string& text = cell(row, column);
    if (text.empty()) return std::nan("");
    char* end = nullptr;
    const double value = std::strtod(text.c_str(), &end);
    if (*end != '\0' || !std::isfinite(value)) throw bad(row, "'" + shown(text) + "' is no number");
    return value;
  }

  std::size_t choice(const CsvRow& row, const char* column,
                     const std::vector<std::string>& choices) const {
    const std::string& text = cell(row, column);
    const auto found = std::find(choices.begin(), choices.end(), text);
    if (found == choices.end()) {
      std::string all;
      for (const std::string& one : choices) all += (all.empty() ? "" : ", ") + one;
      throw bad(row, std::string(column) + " '" + shown(text) + "' is none of " + all);
    }
    return static_cast<std::size_t>(found - choices.begin());
  }

  Error bad(const CsvRow& row, const std::string& what) const {
    return Error(file_, "line " + std::to_string(row.line) + ": " + what);
  }

 private:
  fs::path file_;
  CsvTable table_;
  RowsByPath rows_;
};

MaleScores male_scores(const ScoreTable& table, std::size_t images) {
  MaleScores scores;
  scores.originals.resize(images);
  scores.protecteds.resize(images);
  for (const CsvRow& row : table.rows()) {
    const bool changed = table.choice(row, "version", {"original", "protected"}) == 1;
    const double male = table.number(row, "male");
    if (male < 0 || male > 1) throw table.bad(row, "male must lie between 0 and 1");
    const std::uint32_t image = table.image(row, "path");
    if (!std::isnan(male)) (changed ? scores.protecteds : scores.originals)[image] = male;
  }
  return scores;
}

Comparisons match_scores(const ScoreTable& table, const Subjects& subjects) {
  Comparisons comparisons;
  for (const CsvRow& row : table.rows()) {
    const std::size_t kind = table.choice(
        row, "comparison", {"original-original", "original-protected", "protected-protected"});
    const std::uint32_t left = table.image(row, "left"), right = table.image(row, "right");
    comparisons[kind].push_back(
        {left, right, subjects.of_row[left] == subjects.of_row[right], table.number(row, "score")});
  }
  return comparisons;
}

}  // namespace

GivenScores read_scores(const fs::path& file, const Manifest& manifest, const Subjects& subjects) {
  const ScoreTable table(file, manifest);
  GivenScores given;
  given.name = judge_name(file);
  if (table.has("male")) {
    given.male = male_scores(table, manifest.rows.size());
  } else if (table.has("score")) {
    given.matches = match_scores(table, subjects);
  } else {
    throw Error(file,
                "has neither a column 'male' (with path, version) nor 'score' (with left, "
                "right, comparison)");
  }
  return given;
}

}  // namespace antifaz
