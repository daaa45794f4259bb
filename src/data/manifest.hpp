#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "src/core/labels.hpp"
#include "src/text/name_tally.hpp"

namespace antifaz {

/// One image of a data set.
struct ManifestRow {
  std::filesystem::path path;                ///< relative to the manifest's folder
  std::string subject;                       ///< empty where unknown: the image is its own subject
  std::optional<Gender> gender;              ///< empty where the data set does not say
  std::map<std::string, std::string> extra;  ///< every further column, as it stands
  std::size_t line = 0;                      ///< line in the file it came from, for messages
};

/// An image data set: a folder and the rows of its `manifest.csv` (RFC 4180, header line, column
/// `path` required, `subject` and `gender` optional, further columns kept).
struct Manifest {
  std::filesystem::path folder;
  std::vector<std::string> extra_columns;  ///< in the order of the file
  std::vector<ManifestRow> rows;
  /// What could not be looked at while a folder was listed, "<path>: <why>" each.
  std::vector<std::string> problems = {};

  std::filesystem::path file(const ManifestRow& row) const { return folder / row.path; }
};

/// Reads FILE, or FOLDER/manifest.csv, in any of `read_csv`'s spellings; names of columns may
/// differ in case and spaces, and rows of nothing but separators are none. Throws `Error` naming
/// file and line of every bad row at once (first ten): wrong number of cells, empty or repeated or
/// escaping (absolute, "..") path or one longer than any file's, a gender that is no label.
Manifest read_manifest(const std::filesystem::path& file_or_folder);

/// A table of labels for photographs that something else lists. Its paths are names to be matched
/// (`match_labels`), never opened: they may be absolute, repeated, or lead elsewhere.
struct LabelTable {
  Manifest manifest;
  NameTally not_labels;  ///< genders that are no label, with their lines; their rows have none
};

/// Reads what `read_manifest` reads, but a cell that is no label ("M", "weiblich") is counted,
/// named and not guessed. Throws `Error` for rows with a wrong number of cells and for paths that
/// are empty or too long.
LabelTable read_labels(const std::filesystem::path& file_or_folder);

/// Writes `manifest.csv` style text to `file` (atomically).
void write_manifest(const Manifest& manifest, const std::filesystem::path& file);

/// All photographs below `folder`, sorted, as a manifest without labels. What can't be looked at or
/// read (`walk_files`) is in `problems`, and the others go on. Throws `Error` where the folder is
/// missing, can't be listed or holds no image.
Manifest list_folder(const std::filesystem::path& folder);

/// Subject-disjoint seeded split: `shares` are positive weights (for example {0.9, 0.1}); every
/// subject's rows land in one part, chosen by a keyed hash of the subject, so adding people never
/// moves others between parts.
std::vector<Manifest> split_by_subject(const Manifest& manifest, const std::vector<double>& shares,
                                       std::uint64_t seed);

/// A verification trial of `pairs.csv` (columns left, right, same[, fold]).
struct Pair {
  std::filesystem::path left, right;  ///< relative to the folder, as in the manifest
  bool same = false;
};

/// Throws `Error` naming file and line of bad rows.
std::vector<Pair> read_pairs(const std::filesystem::path& file);

}  // namespace antifaz
