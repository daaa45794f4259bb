#include "src/data/manifest.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>
#include <utility>

#include "src/core/error.hpp"
#include "src/core/files.hpp"
#include "src/core/keyed_hash.hpp"
#include "src/data/csv.hpp"
#include "src/data/image_io.hpp"

namespace antifaz {
namespace {

namespace fs = std::filesystem;

// Gathers what is wrong with a file's rows, so that the user mends them all in one go.
class BadRows {
 public:
  explicit BadRows(fs::path file) : file_(std::move(file)) {}

  void add(std::size_t line, const std::string& what) {
    rows_.emplace(line, "line " + std::to_string(line) + ": " + what);
  }

  void throw_if_any() const {
    if (rows_.empty()) return;
    constexpr std::size_t kShown = 10;
    std::string text;
    std::size_t shown = 0;
    for (auto row = rows_.begin(); row != rows_.end() && shown < kShown; ++row, ++shown) {
      text += (shown > 0 ? "; " : "") + row->second;
    }
    if (rows_.size() > shown) text += "; and " + std::to_string(rows_.size() - shown) + " more";
    throw Error(file_, text);
  }

 private:
  fs::path file_;
  std::multimap<std::size_t, std::string> rows_;  // by line
};

// Rows whose number of cells is wrong are reported and left out.
std::vector<CsvRow> whole_rows(const CsvTable& table, BadRows& bad) {
  std::vector<CsvRow> whole;
  for (const CsvRow& row : table.rows) {
    if (row.cells.size() == table.columns.size()) {
      whole.push_back(row);
    } else {
      bad.add(row.line, std::to_string(row.cells.size()) + " cells where the header has " +
                            std::to_string(table.columns.size()));
    }
  }
  return whole;
}

std::size_t required(const CsvTable& table, const char* column, const fs::path& file) {
  if (const auto index = table.find(column)) return *index;
  throw Error(file, std::string("has no column '") + column + "'");
}

// What keeps a path from naming a file inside the folder, or nothing.
const char* path_fault(const fs::path& path) {
  if (path.empty()) return "empty path";
  if (path.is_absolute()) return "path is absolute; it must be relative to the manifest's folder";
  if (std::find(path.begin(), path.end(), "..") != path.end()) return "path leaves the folder (..)";
  return nullptr;
}

}  // namespace

Manifest read_manifest(const fs::path& file_or_folder) {
  const fs::path file =
      fs::is_directory(file_or_folder) ? file_or_folder / "manifest.csv" : file_or_folder;
  const CsvTable table = read_csv(file);
  const std::size_t path_column = required(table, "path", file);
  const auto subject_column = table.find("subject"), gender_column = table.find("gender");
  Manifest manifest{file.parent_path(), {}, {}};
  std::vector<std::size_t> extra_indices;
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    if (i == path_column || i == subject_column || i == gender_column) continue;
    extra_indices.push_back(i);
    manifest.extra_columns.push_back(table.columns[i]);
  }
  BadRows bad(file);
  std::set<fs::path> seen;
  for (const CsvRow& cells : whole_rows(table, bad)) {
    ManifestRow row;
    row.line = cells.line;
    row.path = cells.cells[path_column];
    if (const char* fault = path_fault(row.path)) {
      bad.add(row.line, fault);
    } else if (!seen.insert(row.path.lexically_normal()).second) {
      bad.add(row.line, "path '" + row.path.string() + "' is there twice");
    }
    if (subject_column) row.subject = cells.cells[*subject_column];
    if (gender_column && !cells.cells[*gender_column].empty()) {
      row.gender = parse_gender(cells.cells[*gender_column]);
      if (!row.gender) {
        bad.add(row.line, "gender '" + cells.cells[*gender_column] +
                              "' is neither female nor male (nor empty)");
      }
    }
    for (std::size_t i : extra_indices) row.extra[table.columns[i]] = cells.cells[i];
    manifest.rows.push_back(std::move(row));
  }
  bad.throw_if_any();
  return manifest;
}

void write_manifest(const Manifest& manifest, const fs::path& file) {
  std::vector<std::string> cells{"path", "subject", "gender"};
  cells.insert(cells.end(), manifest.extra_columns.begin(), manifest.extra_columns.end());
  std::string text = csv_line(cells);
  for (const ManifestRow& row : manifest.rows) {
    cells = {row.path.generic_string(), row.subject,
             row.gender ? std::string(to_string(*row.gender)) : ""};
    for (const std::string& column : manifest.extra_columns) {
      const auto cell = row.extra.find(column);
      cells.push_back(cell == row.extra.end() ? "" : cell->second);
    }
    text += csv_line(cells);
  }
  write_atomically(file, text);
}

Manifest list_folder(const fs::path& folder) {
  if (!fs::exists(folder)) throw Error(folder, "no such folder");
  if (!fs::is_directory(folder)) throw Error(folder, "is not a folder");
  Manifest manifest{folder, {}, {}};
  try {
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder)) {
      if (entry.is_directory() || !is_image_file(entry.path())) continue;
      ManifestRow row;
      row.path = entry.path().lexically_relative(folder);
      manifest.rows.push_back(std::move(row));
    }
  } catch (const fs::filesystem_error& error) {
    throw Error(error.path1(), "can't be listed (" + error.code().message() + ")");
  }
  if (manifest.rows.empty()) {
    throw Error(folder, "holds no image (jpg jpeg png bmp tif tiff webp)");
  }
  std::sort(manifest.rows.begin(), manifest.rows.end(),
            [](const ManifestRow& a, const ManifestRow& b) { return a.path < b.path; });
  return manifest;
}

std::vector<Manifest> split_by_subject(const Manifest& manifest, const std::vector<double>& shares,
                                       std::uint64_t seed) {
  double total = 0;
  for (double share : shares) {
    if (!(share > 0)) throw Error("the shares of a split must be positive numbers");
    total += share;
  }
  std::vector<Manifest> parts(shares.size(), Manifest{manifest.folder, manifest.extra_columns, {}});
  if (parts.empty()) throw Error("a split needs at least one share");
  for (const ManifestRow& row : manifest.rows) {
    const std::string subject = row.subject.empty() ? row.path.generic_string() : row.subject;
    // The subject's place in [0, total), and the share it falls into.
    double place = static_cast<double>(keyed_hash(seed, subject)) * 0x1p-64 * total;
    std::size_t part = 0;
    while (part + 1 < shares.size() && place >= shares[part]) place -= shares[part++];
    parts[part].rows.push_back(row);
  }
  return parts;
}

std::vector<Pair> read_pairs(const fs::path& file) {
  const CsvTable table = read_csv(file);
  const std::size_t left = required(table, "left", file), right = required(table, "right", file),
                    same = required(table, "same", file);
  BadRows bad(file);
  std::vector<Pair> pairs;
  for (const CsvRow& row : whole_rows(table, bad)) {
    const std::string& answer = row.cells[same];
    pairs.push_back({row.cells[left], row.cells[right], answer == "1"});
    for (const fs::path& path : {pairs.back().left, pairs.back().right}) {
      if (const char* fault = path_fault(path)) bad.add(row.line, fault);
    }
    if (answer != "0" && answer != "1")
      bad.add(row.line, "same '" + answer + "' is neither 0 nor 1");
  }
  bad.throw_if_any();
  return pairs;
}

}  // namespace antifaz
