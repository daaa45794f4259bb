#pragma once

#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>
#include <string>
#include <vector>

#include "pipelines/detection/compose_sources.hpp"

namespace antifaz::testing {

/// A drawing of a face on a crop of 120x120: a bright ellipse that fills its box, dark eyes and
/// mouth. Its colour changes with `number`.
inline FaceSource painted_face(int number) {
  FaceSource source;
  source.box = {30, 22, 60, 76};
  source.points = {cv::Point2f(47, 50), cv::Point2f(73, 50), cv::Point2f(60, 64),
                   cv::Point2f(49, 80), cv::Point2f(71, 80)};
  cv::Mat crop(120, 120, CV_8UC3, cv::Scalar(90, 60 + 5 * (number % 9), 60));
  cv::ellipse(crop, {60, 60}, {30, 38}, 0, 0, 360, cv::Scalar(190 - 7 * (number % 5), 200, 230),
              -1);
  for (int i : {0, 1}) cv::circle(crop, source.points[static_cast<std::size_t>(i)], 5, {}, -1);
  cv::line(crop, source.points[3], source.points[4], cv::Scalar(40, 40, 160), 5);
  std::vector<uchar> bytes;
  cv::imencode(".jpg", crop, bytes);
  source.bytes.assign(bytes.begin(), bytes.end());
  return source;
}

/// Backgrounds of which no pixel is as bright as such a face.
inline ComposeSources painted_sources(int faces = 12) {
  ComposeSources sources;
  for (int i = 0; i < faces; ++i) sources.faces.push_back(painted_face(i));
  cv::RNG random(3);
  for (int i = 0; i < 4; ++i) {
    cv::Mat background(200, 300, CV_8UC3);
    random.fill(background, cv::RNG::UNIFORM, 0, 120);
    cv::GaussianBlur(background, background, {}, 1 + 2 * i);
    sources.backgrounds.push_back(background);
  }
  return sources;
}

}  // namespace antifaz::testing
