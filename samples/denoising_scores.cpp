#include "samples/denoising_scores.hpp"

#include <torch/types.h>

#include <algorithm>
#include <numeric>
#include <opencv2/imgproc.hpp>

#include "samples/classical_denoising.hpp"
#include "src/core/mean_figure.hpp"
#include "src/core/number_text.hpp"
#include "src/core/text_table.hpp"
#include "src/images/image_quality.hpp"
#include "src/tensors/image_tensor.hpp"

namespace antifaz {

DenoisingScores::DenoisingScores(std::vector<cv::Mat> clean) : clean_(std::move(clean)) {
  CV_Assert(!clean_.empty());
}

bool DenoisingScores::add(const std::string& method, const std::vector<cv::Mat>& results) {
  CV_Assert(results.size() == clean_.size());
  auto known = std::find_if(methods_.begin(), methods_.end(),
                            [&](const Method& one) { return one.name == method; });
  const bool first = known == methods_.end();
  if (first) known = methods_.insert(known, {method, {}, {}, {}});
  for (std::size_t i = 0; i < results.size(); ++i) {
    known->ssim.push_back(mean_ssim({results[i]}, {clean_[i]}));
    known->psnr.push_back(psnr_db(results[i], clean_[i]));
    known->image.push_back(static_cast<std::uint32_t>(i));
  }
  return first;
}

std::string DenoisingScores::table() const {
  TextTable table({"method", "SSIM [95 % interval]", "of its runs", "PSNR, dB"});
  for (const Method& method : methods_) {
    const auto count = static_cast<std::ptrdiff_t>(clean_.size());
    double least = 1, most = -1;
    for (auto run = method.ssim.begin(); run != method.ssim.end(); run += count) {
      const double mean = std::accumulate(run, run + count, 0.0) / static_cast<double>(count);
      least = std::min(least, mean);
      most = std::max(most, mean);
    }
    const bool several = method.ssim.size() > clean_.size();
    table.add_row({method.name, with_interval(mean_figure(method.ssim, method.image), 3),
                   several ? fixed(least, 3) + " to " + fixed(most, 3) : "",
                   with_interval(mean_figure(method.psnr, method.image), 2)});
  }
  return table.str();
}

std::vector<cv::Mat> to_grey_images(const torch::Tensor& images) {
  std::vector<cv::Mat> result;
  for (const torch::Tensor& image : images.unbind(0)) {
    cv::Mat grey;
    cv::extractChannel(to_image(image.expand({3, -1, -1}).contiguous()), grey, 0);
    result.push_back(grey);
  }
  return result;
}

torch::Tensor to_grey_batch(const std::vector<cv::Mat>& images) {
  std::vector<torch::Tensor> result;
  for (const cv::Mat& image : images) {
    result.push_back(torch::from_blob(image.data, {1, image.rows, image.cols}, torch::kUInt8)
                         .to(torch::kFloat32)
                         .div(255));
  }
  return torch::stack(result);
}

}  // namespace antifaz
