#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "pipelines/detection/detection_figures.hpp"

namespace antifaz {

/// A face of a table, and what the table says of it besides: "angle" -> "90".
struct TabledFace {
  TrueFace face;
  std::map<std::string, std::string> traits;
};

/// A photograph of a table; without faces it shows none.
struct TabledPhoto {
  std::filesystem::path path;  ///< as the table spells it
  std::vector<TabledFace> faces;
};

/// Faces and photographs without one in a table, and its further columns.
inline constexpr std::size_t kMostBoxes = 1'000'000;
inline constexpr std::size_t kMostTraits = 16;

/// Reads a table of boxes. CSV: columns path, x, y, width, height in pixels, one face a row, and
/// any further ones as traits ("ignored": 1 where neither finding nor missing the face is wrong); a
/// row with a path and no box is a photograph without a face. Text (.txt) as WIDER FACE has it: a
/// path, a count, and so many lines "x y w h blur expression illumination invalid occlusion pose",
/// of which invalid faces are ignored. Photographs stand in the order of the file. Throws `Error`
/// naming file and line of what is no such row, and where there is more than the limits above.
std::vector<TabledPhoto> read_box_table(const std::filesystem::path& file);

/// The same of one format, whatever the file's name; without photographs where it names none.
std::vector<TabledPhoto> read_csv_boxes(const std::filesystem::path& file);
std::vector<TabledPhoto> read_wider_boxes(const std::filesystem::path& file);

}  // namespace antifaz
