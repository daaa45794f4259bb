#pragma once

#include <ATen/core/Tensor.h>

#include <filesystem>
#include <opencv2/core.hpp>
#include <string>
#include <vector>

namespace antifaz {

/// A picture (8-bit BGR) of rows of equally large images [N, C, H, W], C 1 or 3, clamped to [0, 1],
/// one row below the other; shorter rows end in white.
cv::Mat contact_sheet(const std::vector<at::Tensor>& rows);

/// Images [N, C, H, W] as a picture, `columns` a row.
void write_contact_sheet(const at::Tensor& images, int columns, const std::filesystem::path& file);

/// The first dozen images of each row's batch, one row below the other.
void write_rows(const std::vector<at::Tensor>& rows, const std::filesystem::path& file);

/// Throws `UsageError` where `file` is neither of those that `write_matrix` writes, and `Error`
/// where it can't be written or is there already: before work that would be lost.
void expect_matrix_file(const std::filesystem::path& file);

/// Rows of numbers [N, D] as `.csv` (columns path, c0, c1, ...) or as a float32 `.npy` array.
void write_matrix(const at::Tensor& values, const std::vector<std::string>& names,
                  const std::filesystem::path& file);

/// Throws what `write_examples` would, before work that would be lost: where the path can't be
/// written or is there already, and (the second) where examples that are images, or vectors, can't
/// be written so.
void expect_examples_path(const std::filesystem::path& path);
void expect_examples_path(const std::filesystem::path& path, bool images);

/// Examples where `path` says: `.npy` (a float32 array of their shape), `.csv` (vectors only), a
/// picture's extension (a contact sheet of images), else a new folder with an image a name; names
/// that are numbers have as many digits each. Throws `Error` where the examples can't be written
/// so, or the file is there already, or the folder holds something.
void write_examples(const at::Tensor& values, const std::vector<std::string>& names,
                    const std::filesystem::path& path);

}  // namespace antifaz
