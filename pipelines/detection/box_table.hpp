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

/// Reads a table of boxes. CSV: columns path, x, y, width, height in pixels, one face a row, and
/// any further ones as traits ("ignored": 1 where neither finding nor missing the face is wrong); a
/// row with a path and no box is a photograph without a face. Text (.txt) as WIDER FACE has it: a
/// path, a count, and so many lines "x y w h blur expression illumination invalid occlusion pose",
/// of which invalid faces are ignored. Photographs stand in the order of the file. Throws `Error`
/// naming file and line of what is no such row.
std::vector<TabledPhoto> read_box_table(const std::filesystem::path& file);

}  // namespace antifaz
