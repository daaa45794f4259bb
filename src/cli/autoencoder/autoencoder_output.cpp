#include "src/cli/autoencoder/autoencoder_output.hpp"

#include <torch/types.h>

#include <iostream>

#include "src/core/error.hpp"
#include "src/core/files.hpp"
#include "src/data/csv.hpp"
#include "src/data/image_io.hpp"
#include "src/data/npy.hpp"
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
      char number[32];
      std::snprintf(number, sizeof number, "%.9g", static_cast<double>(numbers[i][j]));
      cells.emplace_back(number);
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

void write_folder(const torch::Tensor& images, const std::vector<std::string>& names,
                  const fs::path& folder) {
  expect_new_folder(folder);
  for (std::int64_t i = 0; i < images.size(0); ++i) {
    const fs::path file = folder / file_of(names[static_cast<std::size_t>(i)]);
    std::error_code problem;
    fs::create_directories(file.parent_path(), problem);
    if (problem) throw Error(file.parent_path(), "can't be made (" + problem.message() + ")");
    write_photo(to_image(images[i].expand({3, -1, -1})), file);
  }
}

void print_lines(const std::string& prefix, const nlohmann::ordered_json& fields) {
  for (const auto& [name, value] : fields.items()) {
    if (value.is_object()) {
      print_lines(prefix + name + " ", value);
      continue;
    }
    std::cout << prefix << name << ": ";
    if (value.is_number_float()) {
      char text[32];
      std::snprintf(text, sizeof text, "%.4g", value.get<double>());
      std::cout << text << "\n";
    } else {
      std::cout << (value.is_string() ? value.get<std::string>() : value.dump()) << "\n";
    }
  }
}

}  // namespace

void write_contact_sheet(const torch::Tensor& images, int columns, const std::string& file) {
  const std::int64_t n = images.size(0);
  std::vector<cv::Mat> rows;
  for (std::int64_t at = 0; at < n; at += columns) {
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

void write_rows(const std::vector<torch::Tensor>& rows, const std::string& file) {
  std::vector<torch::Tensor> shown;
  for (const torch::Tensor& row : rows) shown.push_back(row.slice(0, 0, kMostColumns));
  write_contact_sheet(torch::cat(shown), static_cast<int>(shown.front().size(0)), file);
}

void expect_matrix_file(const std::string& file) {
  const std::string extension = fs::path(file).extension().string();
  if (extension != ".npy" && extension != ".csv") {
    throw UsageError(file, "numbers are written as .npy or .csv");
  }
}

void write_matrix(const torch::Tensor& values, const std::vector<std::string>& names,
                  const std::string& file) {
  expect_matrix_file(file);
  if (fs::path(file).extension() == ".npy") {
    write_array(values, file);
  } else {
    write_table(values, names, file);
  }
}

void write_examples(const torch::Tensor& values, const std::vector<std::string>& names,
                    const std::string& path) {
  const std::string extension = fs::path(path).extension().string();
  if (values.dim() == 2) {
    write_matrix(values, names, path);
  } else if (extension == ".npy") {
    write_array(values, path);
  } else if (extension == ".csv") {
    throw UsageError(path, "images are written as .npy, as a picture, or into a folder");
  } else if (is_image_file(path)) {
    write_contact_sheet(
        values, static_cast<int>(std::min<std::int64_t>(kMostColumns, values.size(0))), path);
  } else {
    write_folder(values, names, path);
  }
}

void print_result(const Invocation& in, const std::string& job, nlohmann::ordered_json fields) {
  if (in.json) {
    nlohmann::ordered_json all{{"schema", "antifaz-autoencoder"}, {"version", 1}, {"job", job}};
    all.update(fields);
    std::cout << all.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) << "\n";
    return;
  }
  print_lines("", fields);
}

ExitCode exit_code_of(const NamedExamples& examples) {
  return examples.skipped > 0 ? ExitCode::kFailed : ExitCode::kDone;
}

}  // namespace antifaz
