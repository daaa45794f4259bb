#include "src/tensors/examples.hpp"

#include <torch/types.h>

#include <cmath>
#include <map>
#include <opencv2/imgproc.hpp>

#include "src/core/error.hpp"
#include "src/data/csv.hpp"
#include "src/data/manifest.hpp"
#include "src/data/npy.hpp"
#include "src/images/image_io.hpp"
#include "src/tensors/image_tensor.hpp"

namespace antifaz {
namespace {

namespace fs = std::filesystem;

/// Which of `count` examples to take.
std::vector<std::int64_t> evenly_spaced(std::size_t count, int limit) {
  const std::size_t wanted =
      limit > 0 ? std::min<std::size_t>(static_cast<std::size_t>(limit), count) : count;
  std::vector<std::int64_t> places;
  for (std::size_t i = 0; i < wanted; ++i) {
    places.push_back(static_cast<std::int64_t>(i * count / wanted));
  }
  return places;
}

cv::Mat centred_square(const cv::Mat& photo, int side) {
  const int size = std::min(photo.rows, photo.cols);
  const cv::Rect middle((photo.cols - size) / 2, (photo.rows - size) / 2, size, size);
  cv::Mat square;
  cv::resize(photo(middle), square, {side, side}, 0, 0,
             size > side ? cv::INTER_AREA : cv::INTER_CUBIC);
  return square;
}

torch::Tensor to_example(const cv::Mat& square, bool grey) {
  if (!grey) return to_tensor(square);
  cv::Mat one;
  cv::cvtColor(square, one, cv::COLOR_BGR2GRAY);
  return torch::from_blob(one.data, {1, one.rows, one.cols}, torch::kUInt8).clone();
}

/// The images of a folder, by their paths in it.
NamedExamples read_images(const fs::path& folder, const std::vector<fs::path>& paths,
                          const ExampleShape& shape) {
  NamedExamples examples;
  std::vector<torch::Tensor> images;
  for (const fs::path& path : paths) {
    try {
      images.push_back(to_example(read_square(folder / path, shape.size), shape.grey));
      examples.names.push_back(path.string());
    } catch (const Error& error) {
      if (paths.size() == 1) throw;
      examples.problems.emplace_back(error.what());
    }
  }
  if (images.empty()) throw Error(folder, "holds no image that can be read");
  examples.values = torch::stack(images);
  return examples;
}

float to_number(const std::string& text, std::size_t line, const fs::path& file) {
  char* end = nullptr;
  const float number = std::strtof(text.c_str(), &end);
  if (end == text.c_str() || *end != '\0' || !std::isfinite(number)) {
    throw Error(file, "line " + std::to_string(line) + ": '" + text + "' is no finite number");
  }
  return number;
}

NamedExamples read_matrix(const fs::path& file) {
  const CsvTable table = read_csv(file);
  const auto path = table.find("path");
  NamedExamples examples;
  std::vector<float> numbers;
  for (const CsvRow& row : table.rows) {
    if (row.cells.size() != table.columns.size()) {
      throw Error(file, "line " + std::to_string(row.line) + " has " +
                            std::to_string(row.cells.size()) + " cells, the header " +
                            std::to_string(table.columns.size()));
    }
    for (std::size_t c = 0; c < row.cells.size(); ++c) {
      if (!path || c != *path) numbers.push_back(to_number(row.cells[c], row.line, file));
    }
    examples.names.push_back(path ? row.cells[*path] : std::to_string(examples.names.size()));
  }
  if (numbers.empty()) throw Error(file, "holds no numbers");
  const auto rows = static_cast<std::int64_t>(examples.names.size());
  examples.values = torch::tensor(numbers).view({rows, -1});
  return examples;
}

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

NamedExamples read_array(const fs::path& file) {
  const NpyArray array = read_npy(file);
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
  NamedExamples examples{values, {}, {}};
  for (std::int64_t i = 0; i < values.size(0); ++i) examples.names.push_back(std::to_string(i));
  return examples;
}

NamedExamples at_places(const NamedExamples& all, const std::vector<std::int64_t>& places) {
  NamedExamples some{
      all.values.index_select(0, torch::tensor(places, torch::kLong)), {}, all.problems};
  for (const std::int64_t place : places) {
    some.names.push_back(all.names[static_cast<std::size_t>(place)]);
  }
  return some;
}

}  // namespace

NamedExamples read_examples(const fs::path& path, const ExampleShape& shape, int limit) {
  if (!fs::exists(path)) throw Error(path, "is not there");
  if (fs::is_directory(path)) {
    const Manifest all = list_folder(path);
    std::vector<fs::path> wanted;
    for (const std::int64_t i : evenly_spaced(all.rows.size(), limit)) {
      wanted.push_back(all.rows[static_cast<std::size_t>(i)].path);
    }
    NamedExamples examples = read_images(path, wanted, shape);
    examples.problems.insert(examples.problems.begin(), all.problems.begin(), all.problems.end());
    return examples;
  }
  if (is_image_file(path)) return read_images(path.parent_path(), {path.filename()}, shape);
  const NamedExamples all = path.extension() == ".npy" ? read_array(path) : read_matrix(path);
  return at_places(all, evenly_spaced(all.names.size(), limit));
}

NamedExamples partners_of(const NamedExamples& examples, const fs::path& path,
                          const ExampleShape& shape) {
  const NamedExamples all = read_examples(path, shape);
  std::map<std::string, std::int64_t> place_of;
  for (std::size_t i = 0; i < all.names.size(); ++i) {
    place_of[all.names[i]] = static_cast<std::int64_t>(i);
  }
  std::vector<std::int64_t> places;
  for (const std::string& name : examples.names) {
    const auto found = place_of.find(name);
    if (found == place_of.end()) throw Error(path, "has no partner of " + name);
    places.push_back(found->second);
  }
  return at_places(all, places);
}

cv::Mat read_square(const fs::path& file, int side) {
  const auto read = read_pixels(file);
  if (const auto* fault = std::get_if<ImageFault>(&read)) throw Error(file, fault->reason);
  return centred_square(to_bgr8(std::get<cv::Mat>(read)), side);
}

at::Tensor read_squares(const fs::path& folder, const std::vector<std::string>& names, int side) {
  at::Tensor squares =
      torch::empty({static_cast<std::int64_t>(names.size()), 3, side, side}, torch::kUInt8);
  for (std::size_t i = 0; i < names.size(); ++i) {
    squares[static_cast<std::int64_t>(i)] = to_tensor(read_square(folder / names[i], side));
  }
  return squares;
}

}  // namespace antifaz
