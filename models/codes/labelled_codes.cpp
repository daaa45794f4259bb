#include "models/codes/labelled_codes.hpp"

#include <torch/types.h>

#include <algorithm>
#include <map>
#include <set>

#include "src/core/error.hpp"
#include "src/data/subjects.hpp"

namespace antifaz {
namespace {

constexpr char kGender[] = "gender", kSubject[] = "subject";

std::string label_of(const ManifestRow& row, const std::string& column) {
  if (column == kGender) return row.gender ? std::string(to_string(*row.gender)) : "";
  if (column == kSubject) return row.subject;
  const auto cell = row.extra.find(column);
  return cell == row.extra.end() ? "" : cell->second;
}

void expect_column(const Manifest& manifest, const std::string& column) {
  if (column == kGender || column == kSubject) return;
  const auto& columns = manifest.extra_columns;
  if (std::find(columns.begin(), columns.end(), column) != columns.end()) return;
  std::string all;
  for (const std::string& one : columns) all += ", " + one;
  throw Error(manifest.folder,
              "the manifest has no column '" + column + "'; labels can be gender, subject" + all);
}

std::map<std::string, std::int64_t> numbered(const std::vector<std::string>& names) {
  std::map<std::string, std::int64_t> rows;
  for (std::size_t i = 0; i < names.size(); ++i) rows[names[i]] = static_cast<std::int64_t>(i);
  return rows;
}

}  // namespace

at::Tensor as_index(const std::vector<std::int64_t>& rows) {
  return torch::tensor(rows, torch::kInt64);
}

LabelledCodes with_labels(const at::Tensor& codes, const std::vector<std::string>& names,
                          const Manifest& manifest, const std::string& column) {
  expect_column(manifest, column);
  std::map<std::string, std::size_t> row_of;
  for (std::size_t r = 0; r < manifest.rows.size(); ++r) {
    row_of[manifest.rows[r].path.generic_string()] = r;
  }
  const Subjects known = subjects_of(manifest);
  LabelledCodes result;
  std::vector<std::int64_t> kept;
  std::vector<std::string> labels;
  std::map<std::uint32_t, std::uint32_t> subjects;  // of the manifest, numbered anew
  for (std::size_t i = 0; i < names.size(); ++i) {
    const auto row = row_of.find(names[i]);
    const std::string label =
        row == row_of.end() ? "" : label_of(manifest.rows[row->second], column);
    if (label.empty()) continue;
    kept.push_back(static_cast<std::int64_t>(i));
    labels.push_back(label);
    result.names.push_back(names[i]);
    const auto next = static_cast<std::uint32_t>(subjects.size());
    result.subject.push_back(subjects.emplace(known.of_row[row->second], next).first->second);
  }
  result.unlabelled = names.size() - kept.size();
  const std::set<std::string> classes(labels.begin(), labels.end());
  result.classes.assign(classes.begin(), classes.end());
  if (classes.size() < 2) {
    throw Error(manifest.folder,
                "of the " + std::to_string(names.size()) + " examples " +
                    std::to_string(kept.size()) + " have a label '" + column + "', " +
                    std::to_string(classes.size()) +
                    " different ones; two are needed, and paths as the manifest spells them");
  }
  for (const std::string& label : labels) {
    const auto found = std::lower_bound(result.classes.begin(), result.classes.end(), label);
    result.labels.push_back(static_cast<int>(found - result.classes.begin()));
  }
  result.codes = codes.index_select(0, as_index(kept)).to(torch::kFloat32);
  return result;
}

at::Tensor rows_named(const at::Tensor& values, const std::vector<std::string>& names,
                      const std::vector<std::string>& wanted) {
  const auto row_of = numbered(names);
  std::vector<std::int64_t> rows;
  for (const std::string& name : wanted) {
    const auto found = row_of.find(name);
    if (found == row_of.end()) throw Error(name, "is not among the examples");
    rows.push_back(found->second);
  }
  return values.index_select(0, as_index(rows));
}

}  // namespace antifaz
