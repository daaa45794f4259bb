#pragma once

#include <exception>
#include <filesystem>
#include <opencv2/core.hpp>
#include <string>
#include <vector>

#include "pipelines/photo_marks.hpp"
#include "src/face/face.hpp"
#include "src/images/image_io.hpp"

namespace antifaz {

/// A photograph with the faces found in it, or why it could not be looked at.
struct ExaminedPhoto {
  Photo photo;  ///< as decoded
  cv::Mat bgr;  ///< its 8-bit view, which may share `photo`'s pixels
  std::vector<Face> faces;
  double smallest_face = 0;      ///< pixels from which on faces were looked for; 0: nobody knows
  std::vector<PhotoMark> marks;  ///< why some may not be among `faces`
  std::string fault;             ///< one line; empty where all went well
  std::string sha256;  ///< of the file's bytes as they were read; empty where they can't be

  /// That it takes: its pixels, its file where it is kept, and `kFaceBytes` for each face.
  std::size_t bytes() const;
};

/// A batch of huge photographs, or of crowds, is cut short: none is added to a batch that holds
/// these many bytes.
inline constexpr std::size_t kBatchBytes = std::size_t{512} << 20;
/// About what a face takes while networks work on it: its chip, its change, and their layers.
inline constexpr std::size_t kFaceBytes = std::size_t{4} << 20;

/// Reads a photograph and finds its faces. Never throws for what is wrong with this one file.
ExaminedPhoto examine(const std::filesystem::path& file, FaceDetector& detector);

/// The first line of an exception's message: libraries add stack traces below it.
std::string one_line(const std::exception& error);

}  // namespace antifaz
