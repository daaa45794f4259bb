#include "src/data/manifest.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <set>
#include <string_view>
#include <utility>

#include "src/core/error.hpp"
#include "src/core/files.hpp"
#include "src/core/keyed_hash.hpp"
#include "src/data/csv.hpp"
#include "src/data/file_walk.hpp"
#include "src/images/image_format.hpp"
#include "src/text/bad_rows.hpp"
#include "src/text/shown_name.hpp"
#include "src/text/table_limits.hpp"

namespace antifaz {
namespace {

namespace fs = std::filesystem;

// Rows whose number of cells is wrong are reported and left out. Rows of nothing but separators,
// which spreadsheets write below a table, are no rows.
std::vector<CsvRow> whole_rows(const CsvTable& table, BadRows& bad) {
  std::vector<CsvRow> whole;
  for (const CsvRow& row : table.rows) {
    const bool nothing =
        row.cells.size() > 1 && std::all_of(row.cells.begin(), row.cells.end(),
                                            [](const std::string& cell) { return cell.empty(); });
    if (nothing) continue;
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
  NameTally seen;
  for (const std::string& name : table.columns) seen.add(name);
  throw Error(file, "has no column '" + std::string(column) + "'; its columns are " + seen.names());
}

std::string quoted_name(const std::string& name) { return "'" + shown(name) + "'"; }

std::string without_spaces_around(const std::string& cell) {
  const std::size_t begin = cell.find_first_not_of(" \t");
  if (begin == std::string::npos) return "";
  return cell.substr(begin, cell.find_last_not_of(" \t") + 1 - begin);
}

// What keeps a path from naming any file, or nothing.
const char* name_fault(const fs::path& path) {
  if (path.empty()) return "empty path";
  if (path.native().size() > table_limits::kPathBytes) return "path is longer than 4096 bytes";
  return nullptr;
}

// What keeps a path from naming a file inside the folder, or nothing.
const char* path_fault(const fs::path& path) {
  if (const char* fault = name_fault(path)) return fault;
  if (path.is_absolute()) return "path is absolute; it must be relative to the manifest's folder";
  if (std::find(path.begin(), path.end(), "..") != path.end()) return "path leaves the folder (..)";
  return nullptr;
}

struct ReadTable {
  fs::path file;
  CsvTable table;
};

ReadTable read_table(const fs::path& file_or_folder) {
  const fs::path file =
      fs::is_directory(file_or_folder) ? file_or_folder / "manifest.csv" : file_or_folder;
  return {file, read_csv(file)};
}

// The rows as they stand, but for cells that are no gender: each is told to `not_label`.
Manifest read_rows(const ReadTable& read, BadRows& bad,
                   const std::function<void(const CsvRow&, const std::string&)>& not_label) {
  const CsvTable& table = read.table;
  const std::size_t path_column = required(table, "path", read.file);
  const auto subject_column = table.find("subject"), gender_column = table.find("gender");
  Manifest manifest{read.file.parent_path(), {}, {}};
  std::vector<std::size_t> extra_indices;
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    if (i == path_column || i == subject_column || i == gender_column) continue;
    extra_indices.push_back(i);
    manifest.extra_columns.push_back(table.columns[i]);
  }
  for (const CsvRow& cells : whole_rows(table, bad)) {
    ManifestRow row;
    row.line = cells.line;
    row.path = cells.cells[path_column];
    if (subject_column) row.subject = cells.cells[*subject_column];
    const std::string gender =
        gender_column ? without_spaces_around(cells.cells[*gender_column]) : "";
    row.gender = parse_gender(gender);
    if (!row.gender && !gender.empty()) not_label(cells, gender);
    for (std::size_t i : extra_indices) row.extra[table.columns[i]] = cells.cells[i];
    manifest.rows.push_back(std::move(row));
  }
  return manifest;
}

}  // namespace

Manifest read_manifest(const fs::path& file_or_folder) {
  const ReadTable read = read_table(file_or_folder);
  BadRows bad(read.file);
  Manifest manifest = read_rows(read, bad, [&](const CsvRow& row, const std::string& cell) {
    bad.add(row.line, "gender " + quoted_name(cell) + " is neither female nor male (nor empty)");
  });
  std::set<fs::path> seen;
  for (const ManifestRow& row : manifest.rows) {
    if (const char* fault = path_fault(row.path)) {
      bad.add(row.line, fault);
    } else if (!seen.insert(row.path.lexically_normal()).second) {
      bad.add(row.line, "path " + quoted_name(row.path.string()) + " is there twice");
    }
  }
  bad.throw_if_any();
  return manifest;
}

LabelTable read_labels(const fs::path& file_or_folder) {
  const ReadTable read = read_table(file_or_folder);
  BadRows bad(read.file);
  LabelTable labels;
  labels.manifest = read_rows(read, bad, [&](const CsvRow& row, const std::string& cell) {
    labels.not_labels.add(cell + " (line " + std::to_string(row.line) + ")");
  });
  for (const ManifestRow& row : labels.manifest.rows) {
    if (const char* fault = name_fault(row.path)) bad.add(row.line, fault);
  }
  bad.throw_if_any();
  return labels;
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
  walk_files(folder, [&](const WalkedFile& file) {
    if (!file.fault.empty()) {
      manifest.problems.push_back(shown(file.path.string()) + ": " + file.fault);
      return;
    }
    ManifestRow row;
    row.path = file.path;
    manifest.rows.push_back(std::move(row));
  });
  if (manifest.rows.empty()) {
    const std::string others =
        manifest.problems.empty()
            ? ""
            : "; " + std::to_string(manifest.problems.size()) +
                  " of its entries can't be looked at, the first: " + manifest.problems.front();
    throw Error(folder, "holds no image (" + image_format_names() + ")" + others);
  }
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
      bad.add(row.line, "same " + quoted_name(answer) + " is neither 0 nor 1");
  }
  bad.throw_if_any();
  return pairs;
}

}  // namespace antifaz
