#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "src/core/labels.hpp"

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

  std::filesystem::path file(const ManifestRow& row) const { return folder / row.path; }
};

/// Reads FILE, or FOLDER/manifest.csv. Throws `Error` naming file and line of every bad row at once
/// (first ten): wrong number of cells, empty or repeated or escaping (absolute, "..") path, a
/// gender that is no label.
Manifest read_manifest(const std::filesystem::path& file_or_folder);

/// Writes `manifest.csv` style text to `file` (atomically).
void write_manifest(const Manifest& manifest, const std::filesystem::path& file);

/// All images below `folder`, sorted, as a manifest without labels (recursive; by file extension,
/// see `is_image_file`). Throws `Error` where the folder is missing or holds no image.
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
