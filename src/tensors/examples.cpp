#include "src/tensors/examples.hpp"

#include <torch/types.h>

#include <algorithm>
#include <cctype>
#include <map>
#include <opencv2/imgproc.hpp>

#include "src/core/error.hpp"
#include "src/data/idx.hpp"
#include "src/data/manifest.hpp"
#include "src/images/image_format.hpp"
#include "src/images/image_io.hpp"
#include "src/tensors/centred_square.hpp"
#include "src/tensors/example_array.hpp"
#include "src/tensors/example_table.hpp"
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

NamedExamples at_places(const NamedExamples& all, const std::vector<std::int64_t>& places) {
  NamedExamples some{
      all.values.index_select(0, torch::tensor(places, torch::kLong)), {}, all.problems};
  for (const std::int64_t place : places) {
    some.names.push_back(all.names[static_cast<std::size_t>(place)]);
  }
  return some;
}

/// What a file that is neither folder nor image holds, by the ending of its name.
NamedExamples read_numbers(const fs::path& file, const ExampleShape& shape) {
  std::string ending = file.extension().string();
  std::transform(ending.begin(), ending.end(), ending.begin(),
                 [](unsigned char letter) { return static_cast<char>(std::tolower(letter)); });
  if (ending == ".npy") return read_example_array(file, shape);
  if (ending == ".csv" || ending == ".tsv" || ending == ".txt") return read_example_table(file);
  if (looks_like_idx(file)) return read_example_array(file, shape);
  throw Error(file, "is neither a folder of images, an image (" + image_format_names() +
                        "), a .npy or IDX array nor a table of numbers (.csv, .tsv, .txt); sounds "
                        "are for 'antifaz autoencoder train-speech' and its models");
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
  const NamedExamples all = read_numbers(path, shape);
  return at_places(all, evenly_spaced(all.names.size(), limit));
}

std::optional<std::vector<std::int64_t>> extents_of_files(const fs::path& path,
                                                          const ExampleShape& shape) {
  if (!fs::is_directory(path) && !is_image_file(path)) return std::nullopt;
  return std::vector<std::int64_t>{shape.grey ? 1 : 3, shape.size, shape.size};
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
