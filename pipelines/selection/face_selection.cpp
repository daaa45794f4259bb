#include "pipelines/selection/face_selection.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "src/face/merge_faces.hpp"

namespace antifaz {
namespace {

constexpr double kSamePlace = 0.4;  // intersection over union
constexpr double kLeastEyeDistance = 2;
constexpr float kAroundBox = 0.5f;  // of the box, on each side

// The detector's own boxes, on which the landmark model was trained, are square.
cv::Rect2f middle_square(const cv::Rect2f& box) {
  const float side = std::sqrt(box.width * box.height);
  const cv::Point2f middle = (box.tl() + box.br()) / 2;
  return {middle.x - side / 2, middle.y - side / 2, side, side};
}

// The face found at the box's place, which then is no longer among `found`.
std::optional<Face> take_from(std::vector<Face>& found, const cv::Rect2f& box) {
  const auto best =
      std::max_element(found.begin(), found.end(), [&](const Face& left, const Face& right) {
        return overlap(left.box, box) < overlap(right.box, box);
      });
  if (best == found.end() || overlap(best->box, box) < kSamePlace) return std::nullopt;
  Face face = *best;
  face.box = box;
  face.doubtful = false;  // the user says that it is one
  found.erase(best);
  return face;
}

void take_boxes(std::vector<Face> found, const cv::Mat& bgr, const FaceSelection& selection,
                const LandmarkModel* landmarks, SelectedFaces& selected) {
  for (std::size_t i = 0; i < selection.boxes->size(); ++i) {
    const cv::Rect2f& box = (*selection.boxes)[i];
    if ((box & cv::Rect2f({}, cv::Size2f(bgr.size()))).empty()) {
      selected.fault = "its box " + std::to_string(i + 1) + " lies outside its " +
                       std::to_string(bgr.cols) + "x" + std::to_string(bgr.rows) +
                       " pixels; mend the boxes";
      return;
    }
    std::optional<Face> face = take_from(found, box);
    if (!face) face = Face{box, 0, landmarks->predict(bgr, middle_square(box))};
    selected.faces.push_back(*face);
  }
  for (const Face& face : found) selected.left.push_back({face, FaceFate::kUnselected});
}

void take_large_enough(const std::vector<Face>& found, double least, SelectedFaces& selected) {
  for (const Face& face : found) {
    if (std::min(face.box.width, face.box.height) < least) {
      selected.left.push_back({face, FaceFate::kSmall});
    } else {
      selected.faces.push_back(face);
    }
  }
}

void keep_largest(std::vector<Face>& faces, std::vector<SelectedFaces::Left>& left) {
  if (faces.empty()) return;
  std::stable_sort(faces.begin(), faces.end(), [](const Face& one, const Face& other) {
    return one.box.area() > other.box.area();
  });
  const auto sure =
      std::find_if(faces.begin(), faces.end(), [](const Face& face) { return !face.doubtful; });
  // Without a sure one they are all meant: which is a face nobody knows.
  const auto end = sure == faces.end() ? sure : sure + 1;
  for (auto face = end; face != faces.end(); ++face) {
    left.push_back({*face, FaceFate::kUnselected});
  }
  faces.erase(end, faces.end());
}

}  // namespace

SelectedFaces select_faces(std::vector<Face> found, const cv::Mat& bgr,
                           const FaceSelection& selection, const LandmarkModel* landmarks) {
  SelectedFaces selected;
  if (selection.boxes) {
    take_boxes(std::move(found), bgr, selection, landmarks, selected);
  } else {
    take_large_enough(found, selection.ignore_below, selected);
  }
  std::vector<Face> all = selected.faces;
  if (!selection.boxes) {  // found faces beside boxes are no faces to the user
    for (const auto& left : selected.left) all.push_back(left.face);
  }
  if (selection.largest) keep_largest(selected.faces, selected.left);
  if (selected.faces.empty()) return selected;
  const cv::Rect2f main = all[main_face(all, bgr.size())].box;
  selected.main_is_left = std::none_of(selected.faces.begin(), selected.faces.end(),
                                       [&](const Face& face) { return face.box == main; });
  return selected;
}

std::string alignment_fault(const Face& face, cv::Size photo) {
  const cv::Rect2f inside({}, cv::Size2f(photo));
  const cv::Rect2f around(
      face.box.x - kAroundBox * face.box.width, face.box.y - kAroundBox * face.box.height,
      (1 + 2 * kAroundBox) * face.box.width, (1 + 2 * kAroundBox) * face.box.height);
  int outside_photo = 0, outside_box = 0;
  for (const cv::Point2f& point : face.landmarks) {
    if (!std::isfinite(point.x) || !std::isfinite(point.y)) return "its landmarks are no numbers";
    outside_photo += inside.contains(point) ? 0 : 1;
    outside_box += around.contains(point) ? 0 : 1;
  }
  if (outside_photo > 2) return "most of its landmarks lie outside the photograph";
  if (outside_box > 2) return "most of its landmarks lie outside its box";
  if (cv::norm(face.landmarks[0] - face.landmarks[1]) < kLeastEyeDistance) {
    return "it is too small to be aligned";
  }
  return "";
}

}  // namespace antifaz
