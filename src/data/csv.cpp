#include "src/data/csv.hpp"

#include <csv.h>

#include <algorithm>
#include <set>
#include <utility>

#include "src/core/error.hpp"
#include "src/core/files.hpp"

namespace antifaz {
namespace {

// Feeds libcsv one line of text at a time, which is what tells where a row begins: a row ends
// outside quotes, so the next one begins on the next line.
class Reader {
 public:
  Reader() {
    csv_init(&parser_, CSV_STRICT | CSV_STRICT_FINI | CSV_REPALL_NL);
    csv_set_space_func(&parser_, [](unsigned char) { return 0; });  // keep spaces
  }
  ~Reader() { csv_free(&parser_); }
  Reader(const Reader&) = delete;
  Reader& operator=(const Reader&) = delete;

  std::vector<CsvRow> read(std::string_view text, const std::filesystem::path& file) {
    while (!text.empty()) {
      const std::size_t length = std::min(text.find('\n'), text.size() - 1) + 1;
      if (csv_parse(&parser_, text.data(), length, on_cell, on_row, this) != length) fail(file);
      text.remove_prefix(length);
      ++line_;
    }
    if (csv_fini(&parser_, on_cell, on_row, this) != 0) fail(file);
    return std::move(rows_);
  }

 private:
  static void on_cell(void* text, std::size_t size, void* self) {
    static_cast<Reader*>(self)->row_.cells.emplace_back(static_cast<const char*>(text), size);
  }

  // Also called for blank lines and for the LF of a CRLF, then without cells.
  static void on_row(int, void* self_pointer) {
    auto* self = static_cast<Reader*>(self_pointer);
    if (!self->row_.cells.empty()) self->rows_.push_back(std::move(self->row_));
    self->row_ = CsvRow{self->line_ + 1, {}};
  }

  [[noreturn]] void fail(const std::filesystem::path& file) const {
    throw Error(file, "line " + std::to_string(row_.line) +
                          ": a quote is not closed or stands inside a cell; quote the whole cell "
                          "and double the quotes in it");
  }

  csv_parser parser_;
  std::size_t line_ = 1;
  CsvRow row_{1, {}};
  std::vector<CsvRow> rows_;
};

std::string quoted(const std::string& cell) {
  std::string text = "\"";
  for (char c : cell) {
    text += c;
    if (c == '"') text += c;
  }
  return text + '"';
}

}  // namespace

std::optional<std::size_t> CsvTable::find(std::string_view column) const {
  const auto found = std::find(columns.begin(), columns.end(), column);
  if (found == columns.end()) return std::nullopt;
  return found - columns.begin();
}

CsvTable read_csv(const std::filesystem::path& file) {
  const std::string bytes = read_file(file);
  std::string_view text = bytes;
  if (text.substr(0, 3) == "\xEF\xBB\xBF") text.remove_prefix(3);
  CsvTable table;
  table.rows = Reader().read(text, file);
  if (table.rows.empty()) throw Error(file, "is empty; its first line must name the columns");
  table.columns = std::move(table.rows.front().cells);
  table.rows.erase(table.rows.begin());
  std::set<std::string_view> names;
  for (const std::string& name : table.columns) {
    if (name.empty()) throw Error(file, "a column of the header line has no name");
    if (!names.insert(name).second) throw Error(file, "column '" + name + "' is there twice");
  }
  return table;
}

std::string csv_line(const std::vector<std::string>& cells) {
  std::string line;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    // A lone empty cell would read back as a blank line.
    const bool quote = cells[i].find_first_of(",\"\r\n") != std::string::npos ||
                       (cells.size() == 1 && cells[0].empty());
    line += (i == 0 ? "" : ",") + (quote ? quoted(cells[i]) : cells[i]);
  }
  return line + '\n';
}

}  // namespace antifaz
