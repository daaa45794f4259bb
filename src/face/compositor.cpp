#include "src/face/compositor.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <opencv2/imgproc.hpp>

#include "src/face/alignment.hpp"

namespace antifaz {
namespace {

// Cubic interpolation reaches two pixels, so with a rim of two zeros it is 0 all outside the chip.
constexpr int kZeroRim = 2;
constexpr int kFeather = 18;
// Rows of the photograph changed at a time: bounds the memory that a huge face takes.
constexpr int kBand = 128;
constexpr int kMaxSamples = 16;

float smoothstep(float x) {
  x = std::clamp(x, 0.f, 1.f);
  return x * x * (3 - 2 * x);
}

/// Smallest rectangle of whole pixels around the chip, cut to the photograph.
cv::Rect footprint(const cv::Matx23d& chip_to_photo, cv::Size photo) {
  const double low = -0.5, high = kChipSize - 0.5;
  double left = photo.width, right = 0, top = photo.height, bottom = 0;
  for (const cv::Vec3d& corner : {cv::Vec3d(low, low, 1), cv::Vec3d(low, high, 1),
                                  cv::Vec3d(high, low, 1), cv::Vec3d(high, high, 1)}) {
    const cv::Vec2d at = chip_to_photo * corner;
    left = std::min(left, std::floor(at[0]));
    right = std::max(right, std::ceil(at[0]) + 1);
    top = std::min(top, std::floor(at[1]));
    bottom = std::max(bottom, std::ceil(at[1]) + 1);
  }
  // Clamped before it is converted: a far-off corner need not fit an int.
  const cv::Point from(static_cast<int>(std::max(left, 0.)), static_cast<int>(std::max(top, 0.)));
  const cv::Point to(static_cast<int>(std::clamp(right, 0., double(photo.width))),
                     static_cast<int>(std::clamp(bottom, 0., double(photo.height))));
  if (to.x <= from.x || to.y <= from.y) return {};
  return {from, to};
}

/// Photograph -> chip for the pixels of `area` alone, each split into `samples` a side.
cv::Matx23d for_area(cv::Matx23d to_chip, const cv::Rect& area, int samples) {
  // Fine pixel X stands at photograph pixel area.x + (X + 0.5) / samples - 0.5.
  const double shift = 0.5 / samples - 0.5;
  for (int row = 0; row < 2; ++row) {
    to_chip(row, 2) += to_chip(row, 0) * (area.x + shift) + to_chip(row, 1) * (area.y + shift);
    to_chip(row, 0) /= samples;
    to_chip(row, 1) /= samples;
  }
  return to_chip;
}

/// The change as the photograph's pixels of `area` see it. Where a photograph's pixel covers
/// several of the chip's it gets their mean.
cv::Mat seen_by(const cv::Rect& area, const cv::Matx23d& photo_to_chip, const cv::Mat& change) {
  const double scale = std::hypot(photo_to_chip(0, 0), photo_to_chip(1, 0));
  const int samples = std::clamp(static_cast<int>(std::ceil(scale)), 1, kMaxSamples);
  cv::Mat fine;
  cv::warpAffine(change, fine, for_area(photo_to_chip, area, samples), area.size() * samples,
                 cv::INTER_CUBIC | cv::WARP_INVERSE_MAP, cv::BORDER_CONSTANT);
  if (samples == 1) return fine;
  cv::Mat mean, outside;
  cv::resize(fine, mean, area.size(), 0, 0, cv::INTER_AREA);
  // A pixel beside the chip covers some of it: its mean need not be 0.
  cv::warpAffine(cv::Mat::zeros(change.size(), CV_8U), outside, for_area(photo_to_chip, area, 1),
                 area.size(), cv::INTER_NEAREST | cv::WARP_INVERSE_MAP, cv::BORDER_CONSTANT,
                 cv::Scalar(1));
  mean.setTo(0, outside);
  return mean;
}

/// photo += unit * change in every colour channel; the alpha channel stays. The largest difference
/// it made, in units.
template <typename T>
double add(cv::Mat photo, const cv::Mat& change, float unit) {
  const int channels = photo.channels(), colours = change.channels();
  int largest = 0;
  for (int y = 0; y < photo.rows; ++y) {
    T* pixel = photo.ptr<T>(y);
    const float* delta = change.ptr<float>(y);
    for (int x = 0; x < photo.cols; ++x, pixel += channels, delta += colours) {
      for (int c = 0; c < colours; ++c) {
        const T before = pixel[c];
        pixel[c] = cv::saturate_cast<T>(static_cast<float>(before) + unit * delta[c]);
        largest = std::max(largest, std::abs(pixel[c] - before));
      }
    }
  }
  return largest / static_cast<double>(unit);
}

}  // namespace

cv::Mat feather_mask() {
  cv::Mat profile(1, kChipSize, CV_32F);
  for (int x = 0; x < kChipSize; ++x) {
    const int from_edge = std::min(x, kChipSize - 1 - x);
    profile.at<float>(x) = smoothstep(static_cast<float>(from_edge - kZeroRim + 1) / kFeather);
  }
  return profile.t() * profile;
}

double composite(cv::Mat& photo, const cv::Matx23d& photo_to_chip, const cv::Mat& change) {
  CV_Assert(photo.depth() == CV_8U || photo.depth() == CV_16U);
  CV_Assert(change.type() == CV_32FC3 && change.size() == cv::Size(kChipSize, kChipSize));
  cv::Matx23d chip_to_photo;
  cv::invertAffineTransform(photo_to_chip, chip_to_photo);
  const cv::Rect area = footprint(chip_to_photo, photo.size());

  cv::Mat mask, weighted;
  cv::cvtColor(feather_mask(), mask, cv::COLOR_GRAY2BGR);
  cv::multiply(change, mask, weighted);
  if (photo.channels() <= 2) cv::cvtColor(weighted, weighted, cv::COLOR_BGR2GRAY);

  double largest = 0;
  for (int y = area.y; y < area.br().y; y += kBand) {
    const cv::Rect band(area.x, y, area.width, std::min(kBand, area.br().y - y));
    const cv::Mat delta = seen_by(band, photo_to_chip, weighted);
    const double made = photo.depth() == CV_8U
                            ? add<uchar>(photo(band), delta, 1)
                            : add<ushort>(photo(band), delta, 257);  // 65535 / 255
    largest = std::max(largest, made);
  }
  return largest;
}

}  // namespace antifaz
