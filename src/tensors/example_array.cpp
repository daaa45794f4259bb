#include "src/tensors/example_array.hpp"

#include <torch/types.h>

#include <opencv2/imgproc.hpp>
#include <utility>

#include "src/core/error.hpp"
#include "src/data/idx.hpp"
#include "src/data/npy.hpp"
#include "src/tensors/centred_square.hpp"

namespace antifaz {
namespace {

namespace fs = std::filesystem;

torch::Tensor tensor_of(const NpyArray& array) {
  return std::visit(
      [&](const auto& numbers) {
        using Number = typename std::decay_t<decltype(numbers)>::value_type;
        torch::Tensor flat =
            torch::tensor(at::ArrayRef<Number>(numbers), torch::CppTypeToScalarType<Number>::value);
        if (flat.is_floating_point()) flat = flat.to(torch::kFloat32);
        return flat.view(array.shape);
      },
      array.numbers);
}

/// One image [C, H, W], bytes or floats in [0, 1], RGB, as `shape` says.
torch::Tensor fitted(const torch::Tensor& image, const ExampleShape& shape) {
  const torch::Tensor last = image.permute({1, 2, 0}).contiguous();
  const int channels = static_cast<int>(last.size(2));
  const int depth = image.is_floating_point() ? CV_32F : CV_8U;
  cv::Mat square =
      centred_square(cv::Mat(static_cast<int>(last.size(0)), static_cast<int>(last.size(1)),
                             CV_MAKETYPE(depth, channels), last.data_ptr()),
                     shape.size);
  if (shape.grey && channels == 3) cv::cvtColor(square, square, cv::COLOR_RGB2GRAY);
  const torch::Tensor made =
      torch::from_blob(square.data, {square.rows, square.cols, square.channels()},
                       image.scalar_type())
          .permute({2, 0, 1});
  // Cubic interpolation overshoots, and bytes were clamped already.
  return image.is_floating_point() ? made.clamp(0, 1) : made.clone();
}

torch::Tensor fitted_images(const torch::Tensor& images, const ExampleShape& shape) {
  std::vector<torch::Tensor> made;
  for (std::int64_t i = 0; i < images.size(0); ++i) made.push_back(fitted(images[i], shape));
  return torch::stack(made);
}

}  // namespace

NamedExamples read_example_array(const fs::path& file, const ExampleShape& shape) {
  const NpyArray array = looks_like_idx(file) ? read_idx(file) : read_npy(file);
  // Of nothing the other extents may be anything: their product could wrap.
  const bool empty = std::visit([](const auto& numbers) { return numbers.empty(); }, array.numbers);
  torch::Tensor values = empty ? torch::Tensor(torch::empty({0})) : tensor_of(array);
  const auto colour = [](std::int64_t channels) { return channels == 1 || channels == 3; };
  if (values.dim() == 3) values = values.unsqueeze(1);
  if (values.dim() == 4 && !colour(values.size(1)) && colour(values.size(3))) {
    values = values.permute({0, 3, 1, 2}).contiguous();
  }
  if (values.numel() == 0 || (values.dim() != 2 && values.dim() != 4) ||
      (values.dim() == 4 && !colour(values.size(1)))) {
    throw Error(file, "must hold rows [N, D], grey images [N, H, W] or colour images [N, 3, H, W]");
  }
  if (values.is_floating_point() && !values.isfinite().all().item<bool>()) {
    throw Error(file, "holds numbers that are not finite");
  }
  if (values.dim() == 4 && values.is_floating_point() &&
      (values.min().item<float>() < 0 || values.max().item<float>() > 1)) {
    throw Error(file, "its images must lie in [0, 1], or be bytes; divide them by their white");
  }
  if (values.dim() == 4 && shape.fit_arrays) values = fitted_images(values, shape);
  NamedExamples examples{values, {}, {}};
  for (std::int64_t i = 0; i < values.size(0); ++i) examples.names.push_back(std::to_string(i));
  return examples;
}

}  // namespace antifaz
