#include "src/face/face.hpp"

#include <algorithm>

namespace antifaz {

std::size_t main_face(const std::vector<Face>& faces, cv::Size photo) {
  const cv::Point2f middle(photo.width / 2.f, photo.height / 2.f);
  // Area against squared distance from the middle (both px^2), as FaceNet picks LFW's subject.
  const auto prominence = [&](const Face& face) {
    const cv::Point2f offset = (face.box.tl() + face.box.br()) / 2 - middle;
    return face.box.area() - 2 * offset.dot(offset);
  };
  const auto best =
      std::max_element(faces.begin(), faces.end(), [&](const Face& left, const Face& right) {
        if (left.doubtful != right.doubtful) return left.doubtful;
        return prominence(left) < prominence(right);
      });
  return static_cast<std::size_t>(best - faces.begin());
}

std::vector<Face> sure_faces(std::vector<Face> faces) {
  faces.erase(
      std::remove_if(faces.begin(), faces.end(), [](const Face& face) { return face.doubtful; }),
      faces.end());
  return faces;
}

}  // namespace antifaz
