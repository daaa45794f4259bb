#include "pipelines/codes/named_images.hpp"

#include <torch/types.h>

#include <opencv2/imgproc.hpp>

#include "src/core/error.hpp"
#include "src/data/image_io.hpp"
#include "src/tensors/image_tensor.hpp"

namespace antifaz {

cv::Mat read_square(const std::filesystem::path& folder, const std::string& name, int side) {
  const auto read = read_photo(folder / name);
  if (const auto* fault = std::get_if<ImageFault>(&read)) {
    throw Error(folder / name, fault->reason);
  }
  const cv::Mat photo = to_bgr8(std::get<cv::Mat>(read));
  const int size = std::min(photo.rows, photo.cols);
  const cv::Rect middle((photo.cols - size) / 2, (photo.rows - size) / 2, size, size);
  cv::Mat square;
  cv::resize(photo(middle), square, {side, side}, 0, 0,
             size > side ? cv::INTER_AREA : cv::INTER_CUBIC);
  return square;
}

at::Tensor read_squares(const std::filesystem::path& folder, const std::vector<std::string>& names,
                        int side) {
  at::Tensor squares =
      torch::empty({static_cast<std::int64_t>(names.size()), 3, side, side}, torch::kUInt8);
  for (std::size_t i = 0; i < names.size(); ++i) {
    squares[static_cast<std::int64_t>(i)] = to_tensor(read_square(folder, names[i], side));
  }
  return squares;
}

}  // namespace antifaz
