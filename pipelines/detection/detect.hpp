#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "models/detection/detector_choice.hpp"
#include "models/landmarks/shape_points.hpp"
#include "pipelines/observer.hpp"
#include "pipelines/photo_marks.hpp"
#include "src/face/face.hpp"

namespace antifaz {

struct DetectJob {
  std::filesystem::path input;  ///< folder of photographs
  DetectorChoice detector;
  /// Folder for copies of the photographs with what was found drawn on them, "a/b.png" as
  /// "a/b.png.jpg"; empty: none are made. They show every face.
  std::filesystem::path draw;
  /// Weights of the landmark network, whose five points then take the place of the detector's;
  /// empty: the detector's own.
  std::filesystem::path landmarks = {};
};

/// What was found in one photograph.
struct DetectedPhoto {
  std::filesystem::path path;  ///< relative to the input
  cv::Size size;
  std::vector<Face> faces;
  std::string fault;         ///< one line; empty where all went well
  double smallest_face = 0;  ///< pixels from which on faces were looked for; 0: nobody knows
  std::vector<PhotoMark> marks;
  std::vector<FacePoints> points = {};  ///< of each face; empty where no network was asked
};

struct DetectReport {
  std::string detector;  ///< its name
  std::vector<DetectedPhoto> photos;
  std::vector<std::string> problems;    ///< what could not be looked at, "<path>: <why>"
  std::size_t faces = 0, doubtful = 0;  ///< of `faces` so many are doubtful
};

/// Finds the faces of all photographs of a folder. A photograph that can't be read is a fault in
/// the report. Throws `Error` where the folder holds none or a folder to draw into can't be made;
/// `Stopped` between two photographs where the observer wants it.
DetectReport detect(const DetectJob& job, Observer& observer);

/// Boxes, scores and points on an 8-bit BGR picture; the first eye has a colour of its own, and so
/// have the boxes of doubtful faces.
void draw_faces(cv::Mat& bgr, const std::vector<Face>& faces);
/// Jaw, brows, nose, eyes and mouth as lines on an 8-bit BGR picture.
void draw_shapes(cv::Mat& bgr, const std::vector<FacePoints>& points);

}  // namespace antifaz
