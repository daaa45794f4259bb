#pragma once

#include <string>
#include <vector>

namespace antifaz {

/// A plain-text table for reports: columns two spaces apart, a rule under the header. A column
/// whose cells are all numbers (signs, per cent, ranges; "-", "nan" and empty cells count) is
/// right-aligned, any other left-aligned. Widths count UTF-8 code points.
class TextTable {
 public:
  explicit TextTable(std::vector<std::string> header);

  /// Precondition: as many cells as the header.
  void add_row(std::vector<std::string> cells);

  /// Every line ends with a newline and has no trailing spaces.
  std::string str() const;

 private:
  std::vector<std::string> header_;
  std::vector<std::vector<std::string>> rows_;
};

}  // namespace antifaz
