#pragma once

#include <cstddef>
#include <vector>

#include "src/face/face.hpp"

namespace antifaz {

/// A face that is in a picture, as a table of boxes or a composer says.
struct TrueFace {
  cv::Rect2f box;
  bool ignored = false;  ///< neither finding nor missing it is wrong
};

/// What became of the faces of one picture.
struct PictureMatch {
  std::vector<double> found;        ///< of every true face: the score it was found with, -1 missed
  std::vector<double> false_finds;  ///< scores of what is no face
};

/// Finds, best first, each take the free true face that they overlap most, by `least_overlap` or
/// more; a further find of a face that is taken is a false one. Finds on ignored faces are nothing.
PictureMatch match_faces(const std::vector<Face>& found, const std::vector<TrueFace>& truth,
                         double least_overlap);

/// Area under precision over recall, precision made to fall (as PASCAL VOC does since 2010). NaN
/// where there is no true face. Ignored faces are not counted.
double average_precision(const std::vector<PictureMatch>& pictures,
                         const std::vector<std::vector<TrueFace>>& truth);

}  // namespace antifaz
