#include "src/cli/autoencoder_support.hpp"

#include <torch/torch.h>

#include <opencv2/imgproc.hpp>

#include "src/core/error.hpp"
#include "src/data/csv.hpp"
#include "src/data/image_io.hpp"
#include "src/data/image_tensor.hpp"
#include "src/data/manifest.hpp"

namespace antifaz {
namespace {

torch::Tensor to_example(const cv::Mat& photo, const ExampleShape& shape) {
  const int side = std::min(photo.rows, photo.cols);
  const cv::Rect middle((photo.cols - side) / 2, (photo.rows - side) / 2, side, side);
  cv::Mat small;
  cv::resize(photo(middle), small, {shape.size, shape.size}, 0, 0,
             side > shape.size ? cv::INTER_AREA : cv::INTER_CUBIC);
  if (!shape.grey) return to_tensor(small);
  cv::Mat grey;
  cv::cvtColor(small, grey, cv::COLOR_BGR2GRAY);
  return torch::from_blob(grey.data, {1, shape.size, shape.size}, torch::kUInt8).clone();
}

NamedExamples read_images(const std::string& folder, const ExampleShape& shape, int limit,
                          Observer& observer) {
  const Manifest all = list_folder(folder);
  const std::size_t count = all.rows.size();
  const std::size_t wanted = limit > 0 ? std::min<std::size_t>(limit, count) : count;
  NamedExamples examples;
  std::vector<torch::Tensor> images;
  for (std::size_t i = 0; i < wanted; ++i) {
    const ManifestRow& row = all.rows[i * count / wanted];
    const auto read = read_photo(all.file(row));
    if (const auto* fault = std::get_if<ImageFault>(&read)) {
      observer.message(row.path.string() + ": " + fault->reason);
      ++examples.skipped;
      continue;
    }
    images.push_back(to_example(to_bgr8(std::get<cv::Mat>(read)), shape));
    examples.names.push_back(row.path.string());
  }
  if (images.empty()) throw Error(folder, "holds no image that can be read");
  examples.values = torch::stack(images);
  return examples;
}

NamedExamples read_matrix(const std::string& file, int limit) {
  const CsvTable table = read_csv(file);
  const auto path = table.find("path");
  const std::size_t width = table.columns.size() - (path ? 1 : 0);
  NamedExamples examples;
  std::vector<float> numbers;
  for (const CsvRow& row : table.rows) {
    if (limit > 0 && examples.names.size() == static_cast<std::size_t>(limit)) break;
    if (row.cells.size() != table.columns.size()) {
      throw Error(file, "line " + std::to_string(row.line) + " has " +
                            std::to_string(row.cells.size()) + " cells, the header " +
                            std::to_string(table.columns.size()));
    }
    for (std::size_t c = 0; c < row.cells.size(); ++c) {
      if (path && c == *path) continue;
      char* end = nullptr;
      numbers.push_back(std::strtof(row.cells[c].c_str(), &end));
      if (end == row.cells[c].c_str() || *end != '\0') {
        throw Error(file,
                    "line " + std::to_string(row.line) + ": '" + row.cells[c] + "' is no number");
      }
    }
    examples.names.push_back(path ? row.cells[*path] : std::to_string(examples.names.size()));
  }
  if (numbers.empty()) throw Error(file, "holds no numbers");
  examples.values = torch::tensor(numbers).view({-1, static_cast<int64_t>(width)});
  return examples;
}

}  // namespace

NamedExamples read_examples(const std::string& path, const ExampleShape& shape, int limit,
                            Observer& observer) {
  if (std::filesystem::is_regular_file(path)) return read_matrix(path, limit);
  return read_images(path, shape, limit, observer);
}

void write_contact_sheet(const torch::Tensor& images, int columns, const std::string& file) {
  const int64_t n = images.size(0);
  std::vector<cv::Mat> rows;
  for (int64_t at = 0; at < n; at += columns) {
    torch::Tensor row = images.slice(0, at, at + columns);
    if (row.size(0) < columns)
      row = torch::constant_pad_nd(row, {0, 0, 0, 0, 0, 0, 0, columns - row.size(0)}, 1);
    row = row.expand({-1, 3, -1, -1}).permute({1, 2, 0, 3}).flatten(2);
    rows.push_back(to_image(row.clamp(0, 1)));
  }
  cv::Mat sheet;
  cv::vconcat(rows, sheet);
  write_photo(sheet, file);
}

}  // namespace antifaz
