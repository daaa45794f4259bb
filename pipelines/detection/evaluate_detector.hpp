#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "models/detection/detector_choice.hpp"
#include "pipelines/observer.hpp"

namespace antifaz {

struct EvaluateDetectorJob {
  std::filesystem::path boxes;   ///< what `read_box_table` reads
  std::filesystem::path photos;  ///< folder its paths begin in; empty: the table's own
  DetectorChoice detector;
  double least_overlap = 0.5;  ///< common over joint area from which on a face counts as found
};

/// How a part of the true faces was found: all of them, those of one size, or of one trait.
struct DetectionPart {
  std::string group, name;  ///< "size" and "20-30"; "angle" and "90"
  std::size_t faces = 0, found = 0;
  std::size_t in_doubt = 0;  ///< of those not in `found`, so many by finds that are doubtful
  /// Of the photographs that show one of them, other faces not counted (as WIDER FACE does).
  double average_precision = 0;
};

struct EvaluateDetectorReport {
  std::string detector;
  std::size_t photos = 0, faces = 0, found = 0, false_finds = 0;  ///< of finds that are sure
  std::size_t found_in_doubt = 0, false_in_doubt = 0;  ///< how many more with those that are not
  std::size_t empty_photos = 0;                        ///< that show no face
  std::size_t false_finds_there = 0;                   ///< finds in these
  double average_precision = 0;                        ///< with doubtful finds; NaN without faces
  std::vector<DetectionPart> parts;                    ///< by size, and by each trait of the table
  std::vector<std::string> problems;  ///< photographs that could not be read: not counted
  double seconds = 0;                 ///< spent finding
};

/// Measures a detector against a table of boxes. Sizes are the root of a box's area, in pixels.
/// Throws `Error` where the table is none; `Stopped` between two photographs.
EvaluateDetectorReport evaluate_detector(const EvaluateDetectorJob& job, Observer& observer);

}  // namespace antifaz
