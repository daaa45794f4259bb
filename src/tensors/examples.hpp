#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <filesystem>
#include <opencv2/core.hpp>
#include <optional>
#include <string>
#include <vector>

#include "src/tensors/example_shape.hpp"

namespace antifaz {

/// Examples to learn from or to encode: images, or the rows of a matrix.
struct NamedExamples {
  at::Tensor values;                  ///< uint8 or float32: [N, C, H, W] or [N, D]
  std::vector<std::string> names;     ///< a file's path, or a row's number
  std::vector<std::string> problems;  ///< a line for each image that could not be read

  std::size_t skipped() const { return problems.size(); }
};

/// Examples of one of these, at most `limit` of them, evenly spaced (0: all):
/// - a folder of images (sorted paths), or one image file;
/// - a `.npy` or IDX array (MNIST's format, as it is or within gzip): rows [N, D], grey images [N,
/// H, W], or images with 1 or 3 channels first or
///   last; bytes stand for 0 to 1, images of floats lie there already;
/// - a table (.csv, .tsv, .txt) whose columns are the numbers (`read_example_table`).
/// Throws `Error` where it is none of them or nothing is usable, or a number is not finite.
NamedExamples read_examples(const std::filesystem::path& path, const ExampleShape& shape,
                            int limit = 0);

/// The extents [C, H, W] that the examples of image files will have; none of arrays and tables,
/// whose extents are known once they are read.
std::optional<std::vector<std::int64_t>> extents_of_files(const std::filesystem::path& path,
                                                          const ExampleShape& shape);

/// The partners of `examples` for pairs of noisy and clean ones: of a folder the images of the same
/// names, of a matrix or array the rows of the same names or numbers. Throws `Error` naming what
/// has no partner.
NamedExamples partners_of(const NamedExamples& examples, const std::filesystem::path& path,
                          const ExampleShape& shape);

/// The largest centred square of an image file, resized to `side`: 8-bit BGR. Throws `Error` where
/// it can't be read.
cv::Mat read_square(const std::filesystem::path& file, int side);

/// Such squares of images named by their paths below a folder: uint8 [N, 3, side, side], RGB.
at::Tensor read_squares(const std::filesystem::path& folder, const std::vector<std::string>& names,
                        int side);

}  // namespace antifaz
