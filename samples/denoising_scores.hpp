#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <opencv2/core.hpp>
#include <string>
#include <vector>

namespace antifaz {

/// How near the results of several methods are to the clean images.
class DenoisingScores {
 public:
  /// 8-bit grey, at least 11 pixels a side; not none.
  explicit DenoisingScores(std::vector<cv::Mat> clean);

  /// One run of a method, a result for every clean image; a method may have several (seeds). True
  /// for its first.
  bool add(const std::string& method, const std::vector<cv::Mat>& results);

  const std::vector<cv::Mat>& clean() const { return clean_; }

  /// A line a method, in the order of their first runs: mean SSIM and PSNR over images and runs
  /// with 95 % intervals (bootstrap over images), and the least and largest mean SSIM of a run.
  std::string table() const;

 private:
  struct Method {
    std::string name;
    std::vector<double> ssim, psnr;    ///< of every image of every run
    std::vector<std::uint32_t> image;  ///< which one
  };

  std::vector<cv::Mat> clean_;
  std::vector<Method> methods_;
};

/// 8-bit grey images of a batch [N, 1, H, W] in [0, 1] (values outside are clamped), and back.
std::vector<cv::Mat> to_grey_images(const at::Tensor& images);
at::Tensor to_grey_batch(const std::vector<cv::Mat>& images);

}  // namespace antifaz
