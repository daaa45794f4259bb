#pragma once

#include <dlib/matrix.h>
#include <dlib/pixel.h>

#include "src/face/judge_interfaces.hpp"

namespace antifaz {

using DlibImage = dlib::matrix<dlib::rgb_pixel>;

/// The crop (`size` square) that dlib's own networks were trained on: the face laid onto dlib's
/// mean face, with `padding` (a fraction of the face's side) around it. dlib's
/// `get_face_chip_details` wants eye corners; here the mean face's points are those of `Landmarks`.
DlibImage cut_dlib_chip(const FaceView& face, int size, double padding);

}  // namespace antifaz
