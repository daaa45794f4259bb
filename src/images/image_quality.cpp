#include "src/images/image_quality.hpp"

#include <cmath>
#include <limits>
#include <opencv2/imgproc.hpp>

namespace antifaz {
namespace {

constexpr double kPi = 3.14159265358979323846;
constexpr double kDegree = kPi / 180;

cv::Mat luma(const cv::Mat& bgr) {
  cv::Mat grey, wide;
  cv::cvtColor(bgr, grey, cv::COLOR_BGR2GRAY);
  grey.convertTo(wide, CV_64F);
  return wide;
}

cv::Mat window_mean(const cv::Mat& image) {
  constexpr int kWindow = 11;
  cv::Mat mean;
  cv::GaussianBlur(image, mean, cv::Size(kWindow, kWindow), 1.5);
  const cv::Rect inside(kWindow / 2, kWindow / 2, image.cols - kWindow + 1,
                        image.rows - kWindow + 1);
  return mean(inside);
}

cv::Mat to_lab(const cv::Mat& bgr) {
  cv::Mat unit, lab;
  bgr.convertTo(unit, CV_32F, 1 / 255.0);
  cv::cvtColor(unit, lab, cv::COLOR_BGR2Lab);
  return lab;
}

// Hue angle in degrees, 0 to 360; 0 for grey.
double hue(double a, double b) {
  if (a == 0 && b == 0) return 0;
  const double angle = std::atan2(b, a) / kDegree;
  return angle < 0 ? angle + 360 : angle;
}

double power7(double x) { return x * x * x * x * x * x * x; }

// sqrt(C^7 / (C^7 + 25^7)) of eqs. 4 and 20.
double chroma_weight(double chroma) {
  constexpr double k25To7 = 6103515625.0;
  return std::sqrt(power7(chroma) / (power7(chroma) + k25To7));
}

}  // namespace

double psnr_db(const cv::Mat& left, const cv::Mat& right) {
  const double squares = cv::norm(left, right, cv::NORM_L2SQR);
  if (squares == 0) return std::numeric_limits<double>::infinity();
  const double count = static_cast<double>(left.total()) * left.channels();
  return 10 * std::log10(255.0 * 255.0 * count / squares);
}

double ssim(const cv::Mat& left, const cv::Mat& right) {
  constexpr double kC1 = (0.01 * 255) * (0.01 * 255), kC2 = (0.03 * 255) * (0.03 * 255);
  const cv::Mat x = luma(left), y = luma(right);
  const cv::Mat mx = window_mean(x), my = window_mean(y);
  const cv::Mat mxx = mx.mul(mx), myy = my.mul(my), mxy = mx.mul(my);
  const cv::Mat vx = window_mean(x.mul(x)) - mxx, vy = window_mean(y.mul(y)) - myy;
  const cv::Mat cxy = window_mean(x.mul(y)) - mxy;
  const cv::Mat alike = (2 * mxy + kC1).mul(2 * cxy + kC2);
  const cv::Mat whole = (mxx + myy + kC1).mul(vx + vy + kC2);
  return cv::mean(alike / whole)[0];
}

// Names and steps as in the paper: primed values carry the rescaled a axis.
double ciede2000(const cv::Vec3d& left, const cv::Vec3d& right) {
  const double chroma = (std::hypot(left[1], left[2]) + std::hypot(right[1], right[2])) / 2;
  const double stretch = 1 + 0.5 * (1 - chroma_weight(chroma));
  const double a1 = stretch * left[1], a2 = stretch * right[1];
  const double c1 = std::hypot(a1, left[2]), c2 = std::hypot(a2, right[2]);
  const double h1 = hue(a1, left[2]), h2 = hue(a2, right[2]);
  const bool grey = c1 * c2 == 0;

  double turn = grey ? 0 : h2 - h1;
  if (turn > 180) turn -= 360;
  if (turn < -180) turn += 360;
  const double delta_l = right[0] - left[0], delta_c = c2 - c1;
  const double delta_h = 2 * std::sqrt(c1 * c2) * std::sin(turn / 2 * kDegree);

  double mean_h = h1 + h2;
  if (!grey) {
    if (std::abs(h1 - h2) > 180) mean_h += mean_h < 360 ? 360 : -360;
    mean_h /= 2;
  }
  const double mean_l = (left[0] + right[0]) / 2, mean_c = (c1 + c2) / 2;
  const double t =
      1 - 0.17 * std::cos((mean_h - 30) * kDegree) + 0.24 * std::cos(2 * mean_h * kDegree) +
      0.32 * std::cos((3 * mean_h + 6) * kDegree) - 0.20 * std::cos((4 * mean_h - 63) * kDegree);
  const double from_blue = (mean_h - 275) / 25;
  const double rotation =
      -std::sin(60 * std::exp(-from_blue * from_blue) * kDegree) * 2 * chroma_weight(mean_c);
  const double off_middle = (mean_l - 50) * (mean_l - 50);
  const double l = delta_l / (1 + 0.015 * off_middle / std::sqrt(20 + off_middle));
  const double c = delta_c / (1 + 0.045 * mean_c);
  const double h = delta_h / (1 + 0.015 * mean_c * t);
  return std::sqrt(l * l + c * c + h * h + rotation * c * h);
}

double mean_ciede2000(const cv::Mat& left, const cv::Mat& right) {
  const cv::Mat one = to_lab(left), other = to_lab(right);
  double sum = 0;
  for (int y = 0; y < one.rows; ++y) {
    for (int x = 0; x < one.cols; ++x) {
      const cv::Vec3f &l = one.at<cv::Vec3f>(y, x), &r = other.at<cv::Vec3f>(y, x);
      if (l != r) sum += ciede2000(l, r);  // what did not change costs nothing
    }
  }
  return sum / static_cast<double>(one.total());
}

double smooth_change(const cv::Mat& left, const cv::Mat& right) {
  cv::Mat one, other, smooth;
  left.convertTo(one, CV_32F);
  right.convertTo(other, CV_32F);
  cv::GaussianBlur(one - other, smooth, cv::Size(), 4);
  return cv::norm(smooth) / std::sqrt(static_cast<double>(smooth.total() * smooth.channels()));
}

}  // namespace antifaz
