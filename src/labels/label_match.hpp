#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "src/data/manifest.hpp"
#include "src/text/name_tally.hpp"

namespace antifaz {

/// A photograph (or a code made of one) that may have a row among the labels.
struct FileToLabel {
  std::filesystem::path file;  ///< where it lies; empty where only its name is known
  std::string name;            ///< as rows may spell it; empty where only its place counts
};

/// Which row belongs to which file, and everything that belongs to none.
struct LabelMatch {
  /// For each file the place of its row in the manifest; empty without one.
  std::vector<std::optional<std::size_t>> row_of;
  std::size_t matched = 0;      ///< files with a row
  NameTally files_without_row;  ///< those of unclear rows among them
  NameTally rows_without_file;  ///< with their lines
  NameTally unclear_rows;       ///< that may mean several files, or contradict another row
  NameTally not_labels;         ///< cells that are no label (`LabelTable`)

  bool complete() const;
  /// What a user must know of it, a line each ("2 rows of the labels match no photograph: ...");
  /// none where it is complete.
  std::vector<std::string> messages() const;
};

/// Matches rows to files by `path_key`, in this order, each only what the former left:
/// 1. the place: a row's path from the manifest's folder;
/// 2. the name, so that labels need not lie beside the photographs;
/// 3. the file a row's path leads to over links: then every link to it has its label;
/// 4. an absolute path, of another system too ("C:\x\sub\b.jpg"), by the one name it ends with
///    ("sub/b.jpg"); a row that ends with several is unclear.
/// Nothing is guessed. Of files whose keys are equal each needs a row of its exact spelling; rows
/// for one file must say the same, or none of them counts.
LabelMatch match_labels(const Manifest& labels, const std::vector<FileToLabel>& files);
/// The same with what the table's reading found.
LabelMatch match_labels(const LabelTable& labels, const std::vector<FileToLabel>& files);

}  // namespace antifaz
