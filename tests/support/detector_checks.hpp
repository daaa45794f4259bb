#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <opencv2/imgcodecs.hpp>
#include <string>
#include <vector>

#include "src/face/face.hpp"
#include "tests/support/shared_data.hpp"

namespace antifaz::testing {

/// What every detector owes to pictures without faces, whatever their shape.
inline void expect_no_face_in_odd_pictures(FaceDetector& detector) {
  for (const cv::Size size :
       {cv::Size(1, 1), cv::Size(3, 2), cv::Size(2000, 5), cv::Size(300, 200)}) {
    EXPECT_TRUE(detector.detect(cv::Mat::zeros(size, CV_8UC3)).empty()) << size;
  }
}

/// The first `count` images of a shared folder (sorted by name, every `step`-th).
inline std::vector<cv::Mat> shared_images(const std::string& folder, std::size_t count,
                                          std::size_t step) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(shared_path(folder))) {
    if (entry.path().extension() == ".jpg") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  std::vector<cv::Mat> images;
  for (std::size_t i = 0; i < files.size() && images.size() < count; i += step) {
    images.push_back(cv::imread(files[i].string()));
  }
  return images;
}

/// Left eye left of right eye, eyes above nose above mouth, all inside the box's surroundings.
inline bool plausible(const Face& face) {
  const Landmarks& p = face.landmarks;
  const cv::Rect2f& box = face.box;
  const auto near = [&](cv::Point2f point) {
    return point.x > box.x - box.width && point.x < box.x + 2 * box.width &&
           point.y > box.y - box.height && point.y < box.y + 2 * box.height;
  };
  return p[0].x < p[1].x && p[3].x < p[4].x && p[0].y < p[3].y && p[1].y < p[4].y &&
         std::all_of(p.begin(), p.end(), near);
}

}  // namespace antifaz::testing
