#include "src/tensors/image_tensor.hpp"

#include <torch/types.h>

namespace antifaz {

at::Tensor to_tensor(const cv::Mat& bgr) {
  TORCH_CHECK(bgr.type() == CV_8UC3, "expected an 8-bit BGR image, got OpenCV type ", bgr.type());
  at::Tensor rgb = torch::empty({3, bgr.rows, bgr.cols}, torch::kUInt8);
  cv::Mat planes[3];
  for (int c = 0; c < 3; ++c) {
    planes[c] = cv::Mat(bgr.rows, bgr.cols, CV_8UC1, rgb.data_ptr<uint8_t>() + c * bgr.total());
  }
  const int order[] = {0, 2, 1, 1, 2, 0};  // blue to the last plane, red to the first
  cv::mixChannels(&bgr, 1, planes, 3, order, 3);
  return rgb;
}

at::Tensor to_batch(const std::vector<cv::Mat>& bgr) {
  TORCH_CHECK(!bgr.empty(), "an empty list of images makes no batch");
  std::vector<at::Tensor> images;
  images.reserve(bgr.size());
  for (const cv::Mat& image : bgr) images.push_back(to_tensor(image));
  return to_unit_range(torch::stack(images));
}

at::Tensor to_bgr_bytes(const std::vector<cv::Mat>& bgr) {
  TORCH_CHECK(!bgr.empty(), "an empty list of images makes no batch");
  const int rows = bgr[0].rows, columns = bgr[0].cols;
  at::Tensor batch =
      torch::empty({static_cast<int64_t>(bgr.size()), rows, columns, 3}, torch::kUInt8);
  auto* to = batch.data_ptr<uint8_t>();
  for (const cv::Mat& image : bgr) {
    TORCH_CHECK(image.type() == CV_8UC3 && image.rows == rows && image.cols == columns,
                "expected 8-bit BGR images of one size");
    image.copyTo(cv::Mat(rows, columns, CV_8UC3, to));
    to += 3 * image.total();
  }
  return batch.permute({0, 3, 1, 2});
}

at::Tensor to_unit_range(const at::Tensor& bytes) {
  return bytes.to(torch::kFloat32).div_(255).contiguous(at::MemoryFormat::ChannelsLast);
}

at::Tensor luma_of(const at::Tensor& rgb) {
  const auto channel = rgb.split(1, 1);
  return 0.299 * channel[0] + 0.587 * channel[1] + 0.114 * channel[2];
}

std::vector<cv::Mat> to_float_images(const at::Tensor& rgb) {
  const at::Tensor bgr = rgb.detach()
                             .to(torch::kCPU, torch::kFloat32)
                             .flip(1)
                             .mul(255)
                             .permute({0, 2, 3, 1})
                             .contiguous();
  std::vector<cv::Mat> images;
  for (int64_t i = 0; i < bgr.size(0); ++i) {
    const at::Tensor one = bgr[i];
    images.push_back(cv::Mat(static_cast<int>(bgr.size(1)), static_cast<int>(bgr.size(2)), CV_32FC3,
                             one.data_ptr<float>())
                         .clone());
  }
  return images;
}

cv::Mat to_image(const at::Tensor& rgb) {
  cv::Mat image;
  to_float_images(rgb.unsqueeze(0)).front().convertTo(image, CV_8UC3);
  return image;
}

}  // namespace antifaz
