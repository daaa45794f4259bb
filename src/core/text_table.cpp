#include "src/core/text_table.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace antifaz {
namespace {

std::size_t width(const std::string& text) {
  // Continuation bytes (10xxxxxx) start no code point.
  return std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; });
}

bool is_number(const std::string& cell) {
  return cell == "nan" || cell.find_first_not_of("0123456789+-.,%/()[] ") == std::string::npos;
}

void append_cell(std::string& line, const std::string& cell, std::size_t to_width, bool right) {
  const std::string padding(to_width - width(cell), ' ');
  line += right ? padding + cell : cell + padding;
}

}  // namespace

TextTable::TextTable(std::vector<std::string> header) : header_(std::move(header)) {}

void TextTable::add_row(std::vector<std::string> cells) {
  if (cells.size() != header_.size()) {
    throw std::logic_error("TextTable: a row of " + std::to_string(cells.size()) +
                           " cells under a header of " + std::to_string(header_.size()));
  }
  rows_.push_back(std::move(cells));
}

std::string TextTable::str() const {
  std::vector<std::string> lines(rows_.size() + 2);
  for (std::size_t column = 0; column < header_.size(); ++column) {
    if (column > 0) {
      for (std::string& line : lines) line += "  ";
    }
    std::size_t widest = width(header_[column]);
    bool right = !rows_.empty();
    for (const auto& row : rows_) {
      widest = std::max(widest, width(row[column]));
      right = right && is_number(row[column]);
    }
    append_cell(lines[0], header_[column], widest, right);
    append_cell(lines[1], std::string(widest, '-'), widest, right);
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      append_cell(lines[i + 2], rows_[i][column], widest, right);
    }
  }
  std::string text;
  for (std::string& line : lines) {
    line.erase(line.find_last_not_of(' ') + 1);
    text += line + '\n';
  }
  return text;
}

}  // namespace antifaz
