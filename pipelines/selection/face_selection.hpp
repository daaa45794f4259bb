#pragma once

#include <opencv2/core.hpp>
#include <string>
#include <vector>

#include "pipelines/face_fate.hpp"
#include "src/face/face.hpp"
#include "src/face/landmark_model.hpp"

namespace antifaz {

/// Which of a photograph's faces are to be changed.
struct FaceSelection {
  /// The one with the largest box alone; and doubtful ones that are larger than the largest sure
  /// one, which may be it.
  bool largest = false;
  double ignore_below = 0;  ///< faces found whose box has a shorter side, in pixels, stay
  /// Where the faces are, instead of where they are found; null: where they are found. Empty: the
  /// photograph has none.
  const std::vector<cv::Rect2f>* boxes = nullptr;
};

/// The faces of a photograph, those to be changed apart from those that stay as they are.
struct SelectedFaces {
  struct Left {
    Face face;
    FaceFate fate = FaceFate::kUnselected;  ///< or kSmall
  };

  std::vector<Face> faces;  ///< to be changed
  std::vector<Left> left;
  /// The photograph's main face (`main_face`), which its label is of, is not among `faces`.
  bool main_is_left = false;
  std::string fault;  ///< why the photograph can't be treated as asked; one line, else empty
};

/// Chooses among the faces that a detector found in an 8-bit BGR photograph.
///
/// Boxes take the place of what was found: each takes the landmarks of the face found at its place
/// (the one that overlaps most, by at least 0.4 of their union; each face once), else those that
/// `landmarks` (not null) sees in its middle square. Found faces at no box's place stay as they are
/// and are kUnselected. A face of a box is not doubtful. A box outside the photograph is a fault.
/// `ignore_below` doesn't count for boxes, `largest` does.
SelectedFaces select_faces(std::vector<Face> found, const cv::Mat& bgr,
                           const FaceSelection& selection, const LandmarkModel* landmarks);

/// Why a face can't be aligned, and so not be changed; empty where it can: most of its landmarks
/// lie outside the photograph or far outside its box, are no numbers, or the eyes are less than two
/// pixels apart.
std::string alignment_fault(const Face& face, cv::Size photo);

}  // namespace antifaz
