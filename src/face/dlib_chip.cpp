#include "src/face/dlib_chip.hpp"

#include <dlib/image_transforms/assign_image.h>
#include <dlib/opencv/cv_image.h>

#include "src/face/alignment.hpp"

namespace antifaz {
namespace {

// dlib's mean 68-point face (dlib/image_transforms/interpolation.h) in the unit square: middles of
// the six points of each eye, nose tip (31st point), mouth corners.
constexpr float kMeanFace[5][2] = {{0.225492f, 0.215990f},
                                   {0.754761f, 0.215990f},
                                   {0.490127f, 0.515625f},
                                   {0.254149f, 0.780233f},
                                   {0.726104f, 0.780233f}};

}  // namespace

DlibImage cut_dlib_chip(const FaceView& face, int size, double padding) {
  Landmarks places;
  for (std::size_t i = 0; i < places.size(); ++i) {
    const cv::Point2d mean(kMeanFace[i][0], kMeanFace[i][1]);
    places[i] = (mean + cv::Point2d(padding, padding)) * (size / (2 * padding + 1));
  }
  cv::Mat bgr = cut_chip(face.bgr, similarity(face.landmarks, places), size);
  DlibImage chip;
  dlib::assign_image(chip, dlib::cv_image<dlib::bgr_pixel>(bgr));
  return chip;
}

}  // namespace antifaz
