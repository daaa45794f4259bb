#include "samples/grey_images.hpp"

#include <torch/types.h>

#include <opencv2/imgproc.hpp>

#include "src/core/error.hpp"
#include "src/images/image_io.hpp"
#include "src/tensors/example_files.hpp"

namespace antifaz {
namespace {

cv::Mat read_grey_square(const std::filesystem::path& file, int side) {
  const auto photo = read_pixels(file);
  if (const auto* fault = std::get_if<ImageFault>(&photo)) throw Error(file, fault->reason);
  cv::Mat grey, unit;
  cv::cvtColor(to_bgr8(std::get<cv::Mat>(photo)), grey, cv::COLOR_BGR2GRAY);
  const int size = std::min(grey.rows, grey.cols);
  grey = grey({(grey.cols - size) / 2, (grey.rows - size) / 2, size, size});
  cv::resize(grey, grey, {side, side}, 0, 0, size >= side ? cv::INTER_AREA : cv::INTER_LINEAR);
  grey.convertTo(unit, CV_32F, 1 / 255.0);
  return unit;
}

}  // namespace

at::Tensor read_grey_squares(const Manifest& images, int side) {
  const auto count = static_cast<std::int64_t>(images.rows.size());
  at::Tensor squares = torch::empty({count, 1, side, side});
  for (std::int64_t i = 0; i < count; ++i) {
    cv::Mat square = read_grey_square(images.file(images.rows[static_cast<std::size_t>(i)]), side);
    squares[i][0].copy_(torch::from_blob(square.data, {side, side}));
  }
  return squares;
}

void write_zoomed(const std::vector<at::Tensor>& rows, int zoom,
                  const std::filesystem::path& file) {
  cv::Mat sheet = contact_sheet(rows);
  cv::resize(sheet, sheet, {}, zoom, zoom, cv::INTER_NEAREST);
  std::filesystem::create_directories(file.parent_path());
  write_photo(sheet, file);
}

}  // namespace antifaz
