#include "pipelines/detection/box_table.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <sstream>

#include "src/core/error.hpp"
#include "src/core/files.hpp"
#include "src/data/csv.hpp"
#include "src/text/table_limits.hpp"

namespace antifaz {
namespace {

namespace fs = std::filesystem;

constexpr std::array<const char*, 4> kSides = {"x", "y", "width", "height"};
constexpr std::array<const char*, 6> kWiderTraits = {"blur",    "expression", "illumination",
                                                     "invalid", "occlusion",  "pose"};
constexpr double kMostPixels = 1e6;

[[noreturn]] void refuse(const fs::path& file, std::size_t line, const std::string& why) {
  throw Error(file, "line " + std::to_string(line) + ": " + why);
}

/// The box of four texts; nothing but numbers that fit a photograph is taken.
cv::Rect2f box_of(const std::array<std::string, 4>& texts, const fs::path& file, std::size_t line) {
  std::array<float, 4> sides{};
  for (std::size_t i = 0; i < sides.size(); ++i) {
    std::istringstream text(texts[i]);
    text.imbue(std::locale::classic());
    if (!(text >> sides[i]) || !(text >> std::ws).eof() || std::abs(sides[i]) > kMostPixels) {
      refuse(file, line, "'" + texts[i] + "' is no " + kSides[i] + " of a box in pixels");
    }
  }
  if (sides[2] < 0 || sides[3] < 0) refuse(file, line, "a box has sides of 0 or more");
  return {sides[0], sides[1], sides[2], sides[3]};
}

void expect_room(std::size_t rows, const fs::path& file) {
  if (rows <= kMostBoxes) return;
  throw Error(file, "holds more than " + std::to_string(kMostBoxes) + " faces; split it");
}

/// Photographs in the order of their first row.
class Photos {
 public:
  TabledPhoto& at(const fs::path& path) {
    const auto [known, is_new] = places_.emplace(path.string(), photos_.size());
    if (is_new) photos_.push_back({path, {}});
    return photos_[known->second];
  }
  std::vector<TabledPhoto> take() { return std::move(photos_); }

 private:
  std::map<std::string, std::size_t> places_;
  std::vector<TabledPhoto> photos_;
};

/// The lines of a text, and where it stands in them.
class Lines {
 public:
  explicit Lines(const fs::path& file) : file_(file), text_(read_file(file)) {}

  bool next(std::string& line) {
    if (!std::getline(text_, line)) return false;
    ++number_;
    line.erase(line.find_last_not_of(" \r\t") + 1);
    return true;
  }
  std::string must_have(const std::string& what) {
    std::string line;
    if (!next(line))
      throw Error(file_, "ends after line " + std::to_string(number_) + ", before " + what);
    return line;
  }
  std::size_t number() const { return number_; }

 private:
  fs::path file_;
  std::istringstream text_;
  std::size_t number_ = 0;
};

void expect_size(const fs::path& file) {
  std::error_code problem;
  if (const auto size = fs::file_size(file, problem); !problem && size > table_limits::kFileBytes) {
    throw Error(file, "is larger than a table may be; split it");
  }
}

TabledFace wider_face(const std::string& line, const fs::path& file, std::size_t number) {
  std::istringstream text(line);
  std::vector<std::string> words;
  for (std::string word; text >> word;) words.push_back(word);
  if (words.size() != 4 + kWiderTraits.size()) {
    refuse(file, number,
           "a face has ten numbers here, this line has " + std::to_string(words.size()));
  }
  TabledFace face{{box_of({words[0], words[1], words[2], words[3]}, file, number), false}, {}};
  for (std::size_t i = 0; i < kWiderTraits.size(); ++i) {
    face.traits[kWiderTraits[i]] = words[4 + i];
  }
  face.face.ignored = face.traits["invalid"] == "1";
  face.traits.erase("invalid");
  return face;
}

}  // namespace

std::vector<TabledPhoto> read_csv_boxes(const fs::path& file) {
  const CsvTable table = read_csv(file);
  const auto column = [&](const char* name) {
    const auto found = table.find(name);
    if (!found) throw Error(file, "has no column '" + std::string(name) + "'");
    return *found;
  };
  const std::size_t path = column("path");
  expect_room(table.rows.size(), file);
  if (table.columns.size() > 1 + kSides.size() + kMostTraits) {
    throw Error(file, "has more than " + std::to_string(kMostTraits) +
                          " columns besides path, x, y, width and height");
  }
  std::array<std::size_t, 4> sides{};
  for (std::size_t i = 0; i < sides.size(); ++i) sides[i] = column(kSides[i]);
  Photos photos;
  for (const CsvRow& row : table.rows) {
    if (row.cells.size() != table.columns.size()) {
      refuse(file, row.line,
             "has " + std::to_string(row.cells.size()) + " cells, the header has " +
                 std::to_string(table.columns.size()));
    }
    if (row.cells[path].empty()) refuse(file, row.line, "names no photograph");
    TabledPhoto& photo = photos.at(row.cells[path]);
    std::array<std::string, 4> texts;
    for (std::size_t i = 0; i < sides.size(); ++i) texts[i] = row.cells[sides[i]];
    if (std::all_of(texts.begin(), texts.end(), [](const auto& text) { return text.empty(); })) {
      continue;
    }
    TabledFace face{{box_of(texts, file, row.line), false}, {}};
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
      if (i == path || std::count(sides.begin(), sides.end(), i) > 0) continue;
      face.traits[table.columns[i]] = row.cells[i];
    }
    if (const auto ignored = face.traits.find("ignored"); ignored != face.traits.end()) {
      face.face.ignored = ignored->second == "1";
      face.traits.erase(ignored);
    }
    photo.faces.push_back(std::move(face));
  }
  return photos.take();
}

std::vector<TabledPhoto> read_wider_boxes(const fs::path& file) {
  expect_size(file);
  Lines lines(file);
  std::vector<TabledPhoto> photos;
  std::size_t rows = 0;
  for (std::string path; lines.next(path);) {
    if (path.empty()) continue;
    const std::string count = lines.must_have("the number of faces of " + path);
    if (count.empty() || count.size() > 6 ||
        count.find_first_not_of("0123456789") != std::string::npos) {
      refuse(file, lines.number(), "'" + count + "' is no number of faces");
    }
    TabledPhoto photo{path, {}};
    const int faces = std::stoi(count);
    for (int i = 0; i < std::max(1, faces); ++i) {  // WIDER has a line of zeros where none is
      const std::string line = lines.must_have("the faces of " + path);
      expect_room(++rows, file);
      if (faces > 0) photo.faces.push_back(wider_face(line, file, lines.number()));
    }
    photos.push_back(std::move(photo));
  }
  return photos;
}

std::vector<TabledPhoto> read_box_table(const fs::path& file) {
  std::vector<TabledPhoto> photos =
      file.extension() == ".txt" ? read_wider_boxes(file) : read_csv_boxes(file);
  if (photos.empty()) throw Error(file, "names no photograph");
  return photos;
}

}  // namespace antifaz
