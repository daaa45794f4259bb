#include "pipelines/measures/quality_means.hpp"

#include <limits>
#include <opencv2/imgproc.hpp>

#include "src/face/alignment.hpp"
#include "src/face/compositor.hpp"
#include "src/images/image_quality.hpp"

namespace antifaz {

double QualityMeans::add(const cv::Mat& original, const cv::Mat& changed, const Face& face) {
  static const cv::Rect changeable = cv::boundingRect(feather_mask() > 0);
  const cv::Matx23d to_chip = chip_transform(face.landmarks);
  const cv::Mat before = cut_chip(original, to_chip)(changeable);
  const cv::Mat after = cut_chip(changed, to_chip)(changeable);
  ++sums_.faces;
  sums_.ssim += ssim(before, after);
  sums_.ciede2000 += mean_ciede2000(before, after);
  if (cv::norm(before, after, cv::NORM_INF) == 0) {
    ++sums_.identical;  // infinitely many dB, which would drown all others
  } else {
    sums_.psnr_db += psnr_db(before, after);
  }
  return smooth_change(before, after);
}

QualityResult QualityMeans::means() const {
  QualityResult result = sums_;
  const double faces = static_cast<double>(sums_.faces);
  const double changed = static_cast<double>(sums_.faces - sums_.identical);
  result.ssim /= faces;
  result.ciede2000 /= faces;
  result.psnr_db /= changed;
  if (faces > 0 && changed == 0) result.psnr_db = std::numeric_limits<double>::infinity();
  return result;
}

}  // namespace antifaz
