#include "pipelines/photo_marks.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <opencv2/imgproc.hpp>

namespace antifaz {
namespace {

// A photograph is not sharp to the last of its pixels, so a small one is looked at smaller.
constexpr double kView = 640, kMostOfIt = 2 / 3.;
constexpr double kBrightPart = 0.1;
constexpr double kLeastTaken = 0.28;
constexpr int kFurtherBlur = 9;  // pixels of the view
constexpr double kHardlyLarger = 1.5;

constexpr std::array kAll = {PhotoMark::kDark, PhotoMark::kBlurred, PhotoMark::kTinyFaces,
                             PhotoMark::kOnlyDoubtful};

cv::Mat grey_view(const cv::Mat& bgr) {
  cv::Mat view, grey;
  const double scale = std::min(kView / std::max(bgr.cols, bgr.rows), kMostOfIt);
  const cv::Size size(std::max(1, cvRound(bgr.cols * scale)),
                      std::max(1, cvRound(bgr.rows * scale)));
  cv::resize(bgr, view, size, 0, 0, cv::INTER_AREA);
  cv::cvtColor(view, grey, cv::COLOR_BGR2GRAY);
  return grey;
}

bool is_dark(const cv::Mat& grey) {
  return cv::countNonZero(grey >= kLeastBright) < kBrightPart * static_cast<double>(grey.total());
}

/// By how much each pixel differs from its neighbour to the right.
cv::Mat steps(const cv::Mat& grey) {
  cv::Mat all;
  cv::absdiff(grey.colRange(1, grey.cols), grey.colRange(0, grey.cols - 1), all);
  return all;
}

/// The part of the steps along rows that a further blur takes; 1 where there are none.
double taken(const cv::Mat& grey) {
  if (grey.cols < 2) return 1;
  cv::Mat blurred;
  cv::blur(grey, blurred, {kFurtherBlur, 1});
  const cv::Mat before = steps(grey);
  const double all = cv::sum(before)[0];
  if (all == 0) return 1;
  const cv::Mat less = cv::max(before - steps(blurred), 0.0);
  return cv::sum(less)[0] / all;
}

bool is_blurred(const cv::Mat& grey) {
  cv::Mat numbers, turned;
  grey.convertTo(numbers, CV_32F);
  cv::transpose(numbers, turned);
  return std::min(taken(numbers), taken(turned)) < kLeastTaken;
}

double side_of(const Face& face) { return std::sqrt(face.box.area()); }

std::string_view reason_of(PhotoMark mark) {
  switch (mark) {
    case PhotoMark::kDark:
      return "too dark to be sure that every face was found";
    case PhotoMark::kBlurred:
      return "too blurred to be sure that every face was found";
    case PhotoMark::kTinyFaces:
      return "has faces hardly larger than the smallest that were looked for";
    case PhotoMark::kOnlyDoubtful:
      break;
  }
  return "none of the faces found in it is sure";
}

}  // namespace

std::string_view to_string(PhotoMark mark) {
  switch (mark) {
    case PhotoMark::kDark:
      return "dark";
    case PhotoMark::kBlurred:
      return "blurred";
    case PhotoMark::kTinyFaces:
      return "tiny_faces";
    case PhotoMark::kOnlyDoubtful:
      break;
  }
  return "only_doubtful";
}

std::optional<PhotoMark> parse_photo_mark(std::string_view text) {
  for (const PhotoMark mark : kAll) {
    if (to_string(mark) == text) return mark;
  }
  return std::nullopt;
}

std::string reasons_of(const std::vector<PhotoMark>& marks) {
  std::string text;
  for (const PhotoMark mark : marks) {
    text += (text.empty() ? "" : "; ") + std::string(reason_of(mark));
  }
  return text;
}

std::vector<PhotoMark> marks_of(const cv::Mat& bgr, const std::vector<Face>& faces,
                                double smallest) {
  std::vector<PhotoMark> marks;
  const cv::Mat grey = grey_view(bgr);
  const bool dark = is_dark(grey);
  if (dark) marks.push_back(PhotoMark::kDark);
  if (!dark && is_blurred(grey)) marks.push_back(PhotoMark::kBlurred);
  const std::vector<Face> sure = sure_faces(faces);
  if (std::any_of(sure.begin(), sure.end(),
                  [&](const Face& face) { return side_of(face) < kHardlyLarger * smallest; })) {
    marks.push_back(PhotoMark::kTinyFaces);
  }
  if (!faces.empty() && sure.empty()) marks.push_back(PhotoMark::kOnlyDoubtful);
  return marks;
}

}  // namespace antifaz
