#pragma once

#include <filesystem>
#include <map>
#include <opencv2/core.hpp>
#include <string>
#include <vector>

#include "src/labels/label_match.hpp"

namespace antifaz {

/// A table that says where the faces of photographs are: columns path, x, y, width, height (pixels
/// of the upright photograph, the first at 0), a row a face. A row whose four cells are empty says
/// that its photograph has no face; it must be the only one of its photograph.
class FaceBoxes {
 public:
  /// Reads what `read_labels` reads. Throws `Error` naming file and line of every bad row (first
  /// ten): numbers that are none, a width or height that is not above 0, an empty box beside
  /// others; and where a column is missing.
  static FaceBoxes read(const std::filesystem::path& file);

  /// Finds the photographs that the table means, as labels are matched (`match_labels`), and says
  /// which of its names are left over, a line each kind. Throws `Error` where it names none of the
  /// photographs.
  std::vector<std::string> match(const std::vector<FileToLabel>& photographs);

  /// Of the table's content, SHA-256.
  const std::string& hash() const { return hash_; }

  /// The boxes of a photograph of `match`, by `FileToLabel::file`; empty where the table says that
  /// it has no face; null where it doesn't name it.
  const std::vector<cv::Rect2f>* of(const std::filesystem::path& photograph) const;

 private:
  std::filesystem::path file_;
  std::string hash_;
  Manifest photographs_;                        // a row a photograph
  std::vector<std::vector<cv::Rect2f>> boxes_;  // by row
  std::map<std::filesystem::path, std::size_t> row_of_;
};

}  // namespace antifaz
