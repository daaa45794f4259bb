#include <cmath>
#include <opencv2/imgproc.hpp>

#include "pipelines/detection/dice.hpp"
#include "pipelines/detection/patch.hpp"

namespace antifaz {
namespace {

cv::Scalar any_colour(cv::RNG& random) {
  return {random.uniform(0., 255.), random.uniform(0., 255.), random.uniform(0., 255.)};
}

/// The face's own axes in its patch, where it may be tilted: eye to eye, and eyes to mouth.
struct Axes {
  cv::Point2f eyes, mouth, across, down;
  cv::Point at(double x, double y) const {
    const cv::Point2f p = eyes + across * static_cast<float>(x) + down * static_cast<float>(y);
    return {cvRound(p.x), cvRound(p.y)};
  }
};

Axes axes_of(const Patch& patch) {
  const Landmarks& p = patch.points;
  Axes axes;
  axes.eyes = (p[0] + p[1]) / 2;
  axes.mouth = (p[3] + p[4]) / 2;
  axes.across = p[1] - p[0];
  axes.down = axes.mouth - axes.eyes;
  return axes;
}

void fill(cv::Mat& pixels, const std::vector<cv::Point>& corners, const cv::Scalar& colour) {
  cv::fillConvexPoly(pixels, corners, colour, cv::LINE_AA);
}

void bar(cv::Mat& pixels, const Axes& axes, cv::RNG& random) {
  const double middle = random.uniform(-0.4, 1.3), half = random.uniform(0.15, 0.45);
  fill(pixels,
       {axes.at(-2, middle - half), axes.at(2, middle - half), axes.at(2, middle + half),
        axes.at(-2, middle + half)},
       any_colour(random));
}

/// What is worn over mouth and nose.
void mask(cv::Mat& pixels, const Axes& axes, cv::RNG& random) {
  const double top = random.uniform(0.25, 0.65), half = random.uniform(0.75, 1.1);
  fill(pixels,
       {axes.at(-half, top + 0.1), axes.at(0, top - 0.1), axes.at(half, top + 0.1),
        axes.at(half * 0.8, 1.4), axes.at(0, 1.95), axes.at(-half * 0.8, 1.4)},
       random.uniform(0, 2) ? any_colour(random) : cv::Scalar::all(random.uniform(150., 250.)));
}

void sunglasses(cv::Mat& pixels, const Axes& axes, cv::RNG& random) {
  const double angle = std::atan2(axes.across.y, axes.across.x) * 180 / CV_PI;
  const double eye = cv::norm(axes.across) * random.uniform(0.3, 0.45);
  const cv::Scalar colour = cv::Scalar::all(random.uniform(0., 70.));
  const cv::Size half(std::max(1, cvRound(eye)), std::max(1, cvRound(eye * 0.8)));
  for (const double x : {-0.5, 0.5}) {
    cv::ellipse(pixels, axes.at(x, 0.05), half, angle, 0, 360, colour, cv::FILLED, cv::LINE_AA);
  }
  cv::line(pixels, axes.at(-1, 0), axes.at(1, 0), colour, std::max(1, cvRound(eye / 5)));
}

/// Blobs of the face's own colour, as hands are.
void hand(cv::Mat& pixels, const Axes& axes, const cv::Rect& inside, cv::RNG& random) {
  const cv::Scalar skin = cv::mean(pixels(inside)) * random.uniform(0.75, 1.2);
  const double x = random.uniform(-0.9, 0.9), y = random.uniform(-0.3, 1.4);
  const double length = cv::norm(axes.down), tilt = random.uniform(0., 180.);
  draw_hand(pixels, axes.at(x, y), axes.down * 0.25f, length, skin, tilt, random);
}

/// Something stands in front of a side of the face.
void hide_side(cv::Mat& pixels, const cv::Rect& inside, const ComposeSources& sources,
               cv::RNG& random) {
  const cv::Mat& background = any_one(sources.backgrounds, random);
  const double share = random.uniform(0.25, 0.5);
  cv::Rect part = inside;
  switch (random.uniform(0, 4)) {
    case 0:
      part = {0, 0, cvRound(inside.x + inside.width * share), pixels.rows};
      break;
    case 1:
      part.x = cvRound(inside.x + inside.width * (1 - share));
      part.width = pixels.cols;
      break;
    case 2:
      part.y = cvRound(inside.y + inside.height * (1 - share));
      part.height = pixels.rows;
      break;
    default:
      part = {0, 0, pixels.cols, cvRound(inside.y + inside.height * share)};
  }
  part &= cv::Rect({}, pixels.size());
  if (part.empty() || background.cols < part.width || background.rows < part.height) return;
  const cv::Point at(random.uniform(0, background.cols - part.width + 1),
                     random.uniform(0, background.rows - part.height + 1));
  background({at, part.size()}).copyTo(pixels(part));
}

}  // namespace

void draw_hand(cv::Mat& pixels, cv::Point2f at, cv::Point2f across, double length,
               const cv::Scalar& skin, double tilt, cv::RNG& random) {
  for (int finger = 0; finger < 4; ++finger) {
    const cv::Size half(std::max(1, cvRound(length * random.uniform(0.4, 0.7))),
                        std::max(1, cvRound(length * 0.16)));
    cv::ellipse(pixels, at + across * finger, half, tilt, 0, 360, skin * random.uniform(0.9, 1.1),
                cv::FILLED, cv::LINE_AA);
  }
}

void cover(Patch& patch, const ComposeSources& sources, cv::RNG& random) {
  const cv::Rect inside = cv::Rect(patch.box) & cv::Rect({}, patch.pixels.size());
  if (inside.empty()) return;
  const Axes axes = axes_of(patch);
  switch (random.uniform(0, 5)) {
    case 0:
      return bar(patch.pixels, axes, random);
    case 1:
      return mask(patch.pixels, axes, random);
    case 2:
      return sunglasses(patch.pixels, axes, random);
    case 3:
      return hand(patch.pixels, axes, inside, random);
    default:
      return hide_side(patch.pixels, inside, sources, random);
  }
}

}  // namespace antifaz
