#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace antifaz {

struct CsvRow {
  std::size_t line = 0;  ///< where it begins in the file, from 1
  std::vector<std::string> cells;
};

/// A CSV file with a header line.
struct CsvTable {
  std::vector<std::string> columns;
  std::vector<CsvRow> rows;

  /// The column of this name; case and spaces don't count.
  std::optional<std::size_t> find(std::string_view column) const;
};

/// Reads RFC 4180 text and what spreadsheets make of it: quoted separators, quotes and newlines;
/// LF, CRLF or CR; comma, semicolon or tab, whichever the header line has most of, or what a first
/// line "sep=;" says; UTF-8 with or without its mark, UTF-16 with it. Blank lines are skipped,
/// spaces kept. Rows may have any number of cells. Throws `Error` for a file that can't be read, is
/// empty or no such text (`read_table_text`), exceeds `table_limits`, has a stray or unclosed
/// quote, or a column without a name or named twice.
CsvTable read_csv(const std::filesystem::path& file);

/// The two halves of that, for a file whose first line may be data: its rows as they are, at least
/// one; and the table whose columns the first of such rows names.
std::vector<CsvRow> read_csv_rows(const std::filesystem::path& file);
CsvTable with_header(std::vector<CsvRow> rows, const std::filesystem::path& file);

/// One line of CSV with its newline, quoted where needed.
std::string csv_line(const std::vector<std::string>& cells);

}  // namespace antifaz
