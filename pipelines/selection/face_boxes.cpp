#include "pipelines/selection/face_boxes.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <optional>
#include <unordered_map>
#include <utility>

#include "src/core/error.hpp"
#include "src/core/sha256.hpp"
#include "src/data/csv.hpp"
#include "src/face/merge_faces.hpp"
#include "src/text/bad_rows.hpp"
#include "src/text/path_key.hpp"
#include "src/text/table_limits.hpp"

namespace antifaz {
namespace {

constexpr std::array kColumns = {"x", "y", "width", "height"};
using Cells = std::array<std::string, 4>;

// A number that a pixel can have; empty where it is none.
std::optional<float> coordinate(const std::string& cell) {
  constexpr double kFarthest = 1e6;
  double number = 0;
  const char* end = cell.data() + cell.size();
  const auto [stopped, problem] = std::from_chars(cell.data(), end, number);
  if (problem != std::errc() || stopped != end || !(std::abs(number) <= kFarthest)) {
    return std::nullopt;
  }
  return static_cast<float>(number);
}

std::string without_spaces(std::string cell) {
  cell.erase(0, cell.find_first_not_of(" \t"));
  cell.erase(cell.find_last_not_of(" \t") + 1);
  return cell;
}

// The box of a row; nothing where the row has none. What is wrong with it goes to `bad`.
std::optional<cv::Rect2f> box_of(const Cells& cells, std::size_t line, BadRows& bad) {
  std::array<float, 4> numbers{};
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const std::optional<float> number = coordinate(cells[i]);
    if (!number) {
      bad.add(line, std::string(kColumns[i]) + " is no number of pixels");
      return std::nullopt;
    }
    numbers[i] = *number;
  }
  if (!(numbers[2] > 0 && numbers[3] > 0)) {
    bad.add(line, "width and height must be above 0");
    return std::nullopt;
  }
  return cv::Rect2f(numbers[0], numbers[1], numbers[2], numbers[3]);
}

// Changed twice, towards two targets, a face would be neither.
bool is_one_face(const cv::Rect2f& box, const std::vector<cv::Rect2f>& others) {
  constexpr double kShared = 0.5;
  return std::any_of(others.begin(), others.end(),
                     [&](const cv::Rect2f& other) { return overlap(box, other) > kShared; });
}

std::size_t column(const CsvTable& table, const char* name, const std::filesystem::path& file) {
  if (const auto index = table.find(name)) return *index;
  throw Error(file,
              "has no column '" + std::string(name) + "'; boxes need path, x, y, width and height");
}

bool is_blank(const CsvRow& row) {
  for (const std::string& cell : row.cells) {
    if (!cell.empty()) return false;
  }
  return true;
}

}  // namespace

FaceBoxes FaceBoxes::read(const std::filesystem::path& file) {
  const CsvTable table = read_csv(file);
  const std::size_t path = column(table, "path", file);
  std::array<std::size_t, 4> columns{};
  for (std::size_t i = 0; i < columns.size(); ++i) columns[i] = column(table, kColumns[i], file);
  FaceBoxes faces;
  faces.file_ = file;
  faces.hash_ = sha256_of(file);
  faces.photographs_.folder = file.parent_path();
  BadRows bad(file);
  std::unordered_map<std::string, std::size_t> known;  // rows by path, however it is spelt
  std::vector<bool> has_none;
  for (const CsvRow& row : table.rows) {
    if (is_blank(row)) continue;
    if (row.cells.size() != table.columns.size()) {
      bad.add(row.line, std::to_string(row.cells.size()) + " cells where the header has " +
                            std::to_string(table.columns.size()));
      continue;
    }
    const std::string& name = row.cells[path];
    if (name.empty() || name.size() > table_limits::kPathBytes) {
      bad.add(row.line, name.empty() ? "empty path" : "path is longer than 4096 bytes");
      continue;
    }
    const auto [place, fresh] = known.try_emplace(path_key(name), faces.boxes_.size());
    if (fresh) {
      ManifestRow photograph;
      photograph.path = name;
      photograph.line = row.line;
      faces.photographs_.rows.push_back(std::move(photograph));
      faces.boxes_.emplace_back();
      has_none.push_back(false);
    }
    Cells cells;
    bool empty = true;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      cells[i] = without_spaces(row.cells[columns[i]]);
      empty = empty && cells[i].empty();
    }
    const std::size_t at = place->second;
    if (!fresh && (empty || has_none[at])) {
      bad.add(row.line,
              "its photograph has both a box and an empty one, which says that it has "
              "no face");
    } else if (empty) {
      has_none[at] = true;
    } else if (const auto box = box_of(cells, row.line, bad)) {
      if (is_one_face(*box, faces.boxes_[at])) {
        bad.add(row.line, "its box and an earlier one of its photograph are one face; leave one");
      }
      faces.boxes_[at].push_back(*box);
    }
  }
  bad.throw_if_any();
  return faces;
}

std::vector<std::string> FaceBoxes::match(const std::vector<FileToLabel>& photographs) {
  const LabelMatch match = match_labels(photographs_, photographs);
  row_of_.clear();
  for (std::size_t i = 0; i < photographs.size(); ++i) {
    if (match.row_of[i]) row_of_.emplace(photographs[i].file, *match.row_of[i]);
  }
  std::vector<std::string> lines;
  const auto tell = [&](const NameTally& names, const std::string& what) {
    if (names.empty()) return;
    lines.push_back("boxes: " + std::to_string(names.count) + " of the named photographs " + what +
                    ": " + names.names());
  };
  tell(match.rows_without_file, "are not among the inputs");
  tell(match.unclear_rows, "are not clear, since several may be meant");
  if (match.matched > 0) return lines;
  std::string why;
  for (const std::string& line : lines) why += "; " + line;
  throw Error(file_, "the boxes name none of the photographs" + why);
}

const std::vector<cv::Rect2f>* FaceBoxes::of(const std::filesystem::path& photograph) const {
  const auto row = row_of_.find(photograph);
  return row == row_of_.end() ? nullptr : &boxes_[row->second];
}

}  // namespace antifaz
