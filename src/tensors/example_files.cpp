#include "src/tensors/example_files.hpp"

#include <torch/types.h>

#include <algorithm>

#include "src/core/error.hpp"
#include "src/core/files.hpp"
#include "src/core/number_text.hpp"
#include "src/data/csv.hpp"
#include "src/data/new_file.hpp"
#include "src/data/npy.hpp"
#include "src/images/image_io.hpp"
#include "src/tensors/image_tensor.hpp"

namespace antifaz {
namespace {

namespace fs = std::filesystem;

constexpr int kMostColumns = 12;

void write_array(const torch::Tensor& values, const fs::path& file) {
  const torch::Tensor flat = values.to(torch::kFloat32).contiguous();
  const float* data = flat.data_ptr<float>();
  write_npy({flat.sizes().vec(), std::vector<float>(data, data + flat.numel())}, file);
}

void write_table(const torch::Tensor& values, const std::vector<std::string>& names,
                 const fs::path& file) {
  std::vector<std::string> cells{"path"};
  for (std::int64_t j = 0; j < values.size(1); ++j) cells.push_back("c" + std::to_string(j));
  std::string text = csv_line(cells);
  const auto numbers = values.accessor<float, 2>();
  for (std::int64_t i = 0; i < values.size(0); ++i) {
    cells = {names[static_cast<std::size_t>(i)]};
    for (std::int64_t j = 0; j < values.size(1); ++j) {
      cells.push_back(significant(static_cast<double>(numbers[i][j]), 9));
    }
    text += csv_line(cells);
  }
  write_atomically(file, text);
}

/// An image's file inside a folder: its own name where that is one of an image.
fs::path file_of(const std::string& name) {
  const fs::path path = fs::path(name).lexically_normal();
  if (name.empty() || path.is_absolute() || *path.begin() == "..") {
    throw Error("'" + name + "' can't be the name of an image in the output folder");
  }
  return is_image_file(path) ? path : fs::path(path.string() + ".png");
}

/// Where all names are numbers, of as many digits each: files sort by their names.
std::vector<std::string> sortable(std::vector<std::string> names) {
  std::size_t digits = 0;
  for (const std::string& name : names) {
    if (name.find_first_not_of("0123456789") != std::string::npos) return names;
    digits = std::max(digits, name.size());
  }
  for (std::string& name : names) name.insert(0, digits - name.size(), '0');
  return names;
}

void write_folder(const torch::Tensor& images, const std::vector<std::string>& names,
                  const fs::path& folder) {
  const std::vector<std::string> file_names = sortable(names);
  for (std::int64_t i = 0; i < images.size(0); ++i) {
    const fs::path file = folder / file_of(file_names[static_cast<std::size_t>(i)]);
    std::error_code problem;
    fs::create_directories(file.parent_path(), problem);
    if (problem) throw Error(file.parent_path(), "can't be made (" + problem.message() + ")");
    write_photo(to_image(images[i].expand({3, -1, -1})), file);
  }
}

}  // namespace

cv::Mat contact_sheet(const std::vector<at::Tensor>& rows) {
  TORCH_CHECK(!rows.empty(), "a contact sheet has at least one row");
  std::int64_t columns = 0;
  for (const at::Tensor& row : rows) columns = std::max(columns, row.size(0));
  std::vector<cv::Mat> strips;
  for (const at::Tensor& row : rows) {
    const at::Tensor full =
        torch::constant_pad_nd(row, {0, 0, 0, 0, 0, 0, 0, columns - row.size(0)}, 1);
    const at::Tensor strip = full.expand({-1, 3, -1, -1}).permute({1, 2, 0, 3}).flatten(2);
    strips.push_back(to_image(strip.clamp(0, 1)));
  }
  cv::Mat sheet;
  cv::vconcat(strips, sheet);
  return sheet;
}

void write_contact_sheet(const at::Tensor& images, int columns, const fs::path& file) {
  std::vector<at::Tensor> rows = images.split(columns);
  // Also a lone row has all its columns.
  const at::Tensor& last = rows.back();
  rows.back() = torch::constant_pad_nd(last, {0, 0, 0, 0, 0, 0, 0, columns - last.size(0)}, 1);
  write_photo(contact_sheet(rows), file);
}

void write_rows(const std::vector<at::Tensor>& rows, const fs::path& file) {
  std::vector<at::Tensor> shown;
  for (const at::Tensor& row : rows) shown.push_back(row.slice(0, 0, kMostColumns));
  write_photo(contact_sheet(shown), file);
}

void expect_matrix_file(const fs::path& file) {
  if (file.extension() != ".npy" && file.extension() != ".csv") {
    throw UsageError(file, "numbers are written as .npy or .csv");
  }
  expect_new_file(file);
}

void write_matrix(const at::Tensor& values, const std::vector<std::string>& names,
                  const fs::path& file) {
  expect_matrix_file(file);
  if (file.extension() == ".npy") {
    write_array(values, file);
  } else {
    write_table(values, names, file);
  }
}

void expect_examples_path(const fs::path& path) {
  const bool file = path.extension() == ".npy" || path.extension() == ".csv" || is_image_file(path);
  file ? expect_new_file(path) : expect_new_folder(path);
}

void expect_examples_path(const fs::path& path, bool images) {
  if (!images) return expect_matrix_file(path);
  if (path.extension() == ".csv") {
    throw UsageError(path, "images are written as .npy, as a picture, or into a folder");
  }
  expect_examples_path(path);
}

void write_examples(const at::Tensor& values, const std::vector<std::string>& names,
                    const fs::path& path) {
  expect_examples_path(path, values.dim() == 4);
  if (values.dim() == 2) {
    write_matrix(values, names, path);
  } else if (path.extension() == ".npy") {
    write_array(values, path);
  } else if (is_image_file(path)) {
    write_contact_sheet(
        values, static_cast<int>(std::min<std::int64_t>(kMostColumns, values.size(0))), path);
  } else {
    write_folder(values, names, path);
  }
}

}  // namespace antifaz
