#include "src/data/csv.hpp"

#include <csv.h>

#include <algorithm>
#include <cctype>
#include <set>
#include <utility>

#include "src/core/error.hpp"
#include "src/text/shown_name.hpp"
#include "src/text/table_limits.hpp"
#include "src/text/table_text.hpp"

namespace antifaz {
namespace {

namespace limits = table_limits;

std::string of_at_most(const char* what, std::size_t most) {
  return std::string(what) + "; a table may have " + std::to_string(most);
}

// Feeds libcsv one line of text at a time, which is what tells where a row begins: a row ends
// outside quotes, so the next one begins on the next line.
class Reader {
 public:
  Reader(std::filesystem::path file, char delimiter, std::size_t first_line)
      : file_(std::move(file)), line_(first_line), row_{first_line, {}} {
    csv_init(&parser_, CSV_STRICT | CSV_STRICT_FINI | CSV_REPALL_NL);
    csv_set_space_func(&parser_, [](unsigned char) { return 0; });  // keep spaces
    csv_set_delim(&parser_, static_cast<unsigned char>(delimiter));
    csv_set_blk_size(&parser_, kPiece);
  }
  ~Reader() { csv_free(&parser_); }
  Reader(const Reader&) = delete;
  Reader& operator=(const Reader&) = delete;

  std::vector<CsvRow> read(std::string_view text) {
    while (!text.empty()) {
      const std::size_t length = next_piece(text);
      const bool ends_line = text[length - 1] == '\n' || text[length - 1] == '\r';
      feed(text.substr(0, length));
      text.remove_prefix(length);
      if (ends_line) ++line_;
    }
    if (csv_fini(&parser_, on_cell, on_row, this) != 0) fail_quotes();
    if (!fault_.empty()) fail(fault_);
    return std::move(rows_);
  }

 private:
  // A line longer than this is fed in pieces, so that a cell beyond the limit ends the reading
  // before it is copied whole.
  static constexpr std::size_t kPiece = std::size_t{1} << 16;

  // As long as a line, its end (LF, CRLF or CR) included, or a piece of it.
  static std::size_t next_piece(std::string_view text) {
    const std::size_t end = text.substr(0, kPiece).find_first_of("\r\n");
    if (end == std::string_view::npos) return std::min(kPiece, text.size());
    const bool both = text[end] == '\r' && end + 1 < text.size() && text[end + 1] == '\n';
    return end + (both ? 2 : 1);
  }

  void feed(std::string_view piece) {
    if (csv_parse(&parser_, piece.data(), piece.size(), on_cell, on_row, this) != piece.size()) {
      fail_quotes();
    }
    unfinished_ = cell_ended_ ? 0 : unfinished_ + piece.size();
    cell_ended_ = false;
    if (unfinished_ > limits::kCellBytes) fault_ = long_cell();
    if (!fault_.empty()) fail(fault_);
  }

  static std::string long_cell() {
    return "a cell of more than " + std::to_string(limits::kCellBytes) +
           " bytes, or a quote that is not closed";
  }

  static void on_cell(void* text, std::size_t size, void* self_pointer) {
    auto* self = static_cast<Reader*>(self_pointer);
    self->cell_ended_ = true;
    if (!self->fault_.empty()) return;
    if (size > limits::kCellBytes) self->fault_ = long_cell();
    if (self->row_.cells.size() == limits::kColumns) {
      self->fault_ = of_at_most("too many cells in a row", limits::kColumns);
    }
    if (self->cells_++ == limits::kCells) {
      self->fault_ = of_at_most("too many cells", limits::kCells);
    }
    if (!self->fault_.empty()) return;
    self->row_.cells.emplace_back(static_cast<const char*>(text), size);
  }

  // Also called for blank lines and for the LF of a CRLF, then without cells.
  static void on_row(int, void* self_pointer) {
    auto* self = static_cast<Reader*>(self_pointer);
    self->cell_ended_ = true;
    if (!self->fault_.empty()) return;
    if (!self->row_.cells.empty()) {
      if (self->rows_.size() > limits::kRows) {
        self->fault_ = of_at_most("too many rows", limits::kRows);
        return;
      }
      self->rows_.push_back(std::move(self->row_));
    }
    self->row_ = CsvRow{self->line_ + 1, {}};
  }

  [[noreturn]] void fail(const std::string& what) const {
    throw Error(file_, "line " + std::to_string(row_.line) + ": " + what);
  }
  [[noreturn]] void fail_quotes() const {
    fail(
        "a quote is not closed or stands inside a cell; quote the whole cell and double the "
        "quotes in it");
  }

  std::filesystem::path file_;
  csv_parser parser_;
  std::size_t line_, cells_ = 0, unfinished_ = 0;
  bool cell_ended_ = false;
  CsvRow row_;
  std::vector<CsvRow> rows_;
  std::string fault_;
};

bool is_line_end(char letter) { return letter == '\n' || letter == '\r'; }

// How the cells of a table are told apart, and where it begins.
struct Layout {
  char delimiter = ',';
  std::size_t begin = 0, first_line = 1;
};

// What a spreadsheet's first line "sep=;" says, where there is one.
std::optional<Layout> said_layout(std::string_view text, const std::filesystem::path& file) {
  const std::string_view line = text.substr(0, text.find_first_of("\r\n"));
  std::string said;
  for (const char letter : line) {
    if (letter != '"') said += static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
  }
  if (said.rfind("sep=", 0) != 0) return std::nullopt;
  if (said.size() != 5) {
    throw Error(file, "its first line '" + shown(line) + "' names no single separator of cells");
  }
  Layout layout{said[4], line.size(), 2};
  if (layout.begin < text.size()) {
    layout.begin += text.substr(layout.begin, 2) == "\r\n" ? 2 : 1;
  }
  return layout;
}

// Comma, semicolon or tab: what the header line has most of outside quotes.
char delimiter_of_header(std::string_view text) {
  constexpr std::string_view kDelimiters = ",;\t";
  std::size_t counts[kDelimiters.size()] = {};
  bool in_quotes = false, begun = false;
  for (const char letter : text) {
    if (letter == '"') in_quotes = !in_quotes;
    if (in_quotes) continue;
    if (is_line_end(letter) && begun) break;
    begun = begun || !is_line_end(letter);
    const std::size_t place = kDelimiters.find(letter);
    if (place != std::string_view::npos) ++counts[place];
  }
  return kDelimiters[std::max_element(std::begin(counts), std::end(counts)) - std::begin(counts)];
}

// What spellings of a column's name have in common: small letters, no spaces.
std::string column_key(std::string_view name) {
  std::string key;
  for (const char letter : name) {
    const auto byte = static_cast<unsigned char>(letter);
    if (std::isspace(byte) == 0) key += static_cast<char>(std::tolower(byte));
  }
  return key;
}

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
  const std::string key = column_key(column);
  const auto found = std::find_if(columns.begin(), columns.end(),
                                  [&](const std::string& name) { return column_key(name) == key; });
  if (found == columns.end()) return std::nullopt;
  return found - columns.begin();
}

std::vector<CsvRow> read_csv_rows(const std::filesystem::path& file) {
  const std::string text = read_table_text(file);
  const auto said = said_layout(text, file);
  const Layout layout = said ? *said : Layout{delimiter_of_header(text), 0, 1};
  std::vector<CsvRow> rows = Reader(file, layout.delimiter, layout.first_line)
                                 .read(std::string_view(text).substr(layout.begin));
  if (rows.empty()) throw Error(file, "is empty; its first line must name the columns");
  return rows;
}

CsvTable with_header(std::vector<CsvRow> rows, const std::filesystem::path& file) {
  CsvTable table;
  table.rows = std::move(rows);
  table.columns = std::move(table.rows.front().cells);
  table.rows.erase(table.rows.begin());
  std::set<std::string> names;
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    const std::string key = column_key(table.columns[i]);
    if (key.empty()) {
      throw Error(file, "column " + std::to_string(i + 1) + " of the header line has no name");
    }
    if (!names.insert(key).second) {
      throw Error(file, "column '" + shown(table.columns[i]) + "' is there twice");
    }
  }
  return table;
}

CsvTable read_csv(const std::filesystem::path& file) {
  return with_header(read_csv_rows(file), file);
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
