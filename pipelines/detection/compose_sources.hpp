#pragma once

#include <cstdint>
#include <opencv2/core.hpp>
#include <set>
#include <string>
#include <vector>

#include "pipelines/detection/taught_faces.hpp"

namespace antifaz {

/// A crop with one face, kept encoded: 15,000 of them fit into 100 MB.
struct FaceSource {
  std::string bytes;  ///< the image file
  cv::Rect2f box;     ///< of the face, in the crop's pixels
  Landmarks points;
};

/// Of the split into training and validation, as in the other trainings: the same people are held
/// out.
inline constexpr std::uint64_t kSplitSeed = 7;

/// Where the images lie whose people are held out for validation, a share of all.
std::set<std::string> held_out_files(const Manifest& manifest, double validation_share);

/// What pictures are composed of.
struct ComposeSources {
  std::vector<FaceSource> faces;
  std::vector<cv::Mat> backgrounds;  ///< BGR, without a face
};

/// Reads the files. Throws `Error` where one can't be read.
std::vector<FaceSource> load_face_sources(const std::vector<TaughtFace>& faces);

/// What `load_backgrounds` reads.
struct Backgrounds {
  std::vector<cv::Mat> training, validation;
};
/// Reads every image below the folders, at most 1,024 px wide and high. A share of the names (by a
/// hash, so that more files move none) is for validation. Throws `Error` where an image can't be
/// read, and where a part is left empty.
Backgrounds load_backgrounds(const std::vector<std::filesystem::path>& folders,
                             double validation_share);
/// "1346 backgrounds and 107 for validation", for a card.
std::string told(const Backgrounds& backgrounds);

}  // namespace antifaz
