#pragma once

#include <torch/types.h>

#include <string>
#include <vector>

#include "src/cli/command.hpp"

namespace antifaz {

/// What the autoencoder commands read: images or the rows of a matrix.
struct NamedExamples {
  torch::Tensor values;            ///< uint8 [N, C, H, W] or float32 [N, D]
  std::vector<std::string> names;  ///< a file's path, or a row's number
  std::size_t skipped = 0;         ///< images that could not be read, told to the observer
};

/// How images become examples.
struct ExampleShape {
  int size = 64;      ///< side after a centred square crop and a resize
  bool grey = false;  ///< one channel
};

/// A folder of images, or a CSV file whose numeric columns are the examples' numbers (a column
/// "path" names the rows). At most `limit` examples, evenly spaced; 0: all. Throws `Error` where
/// nothing is usable.
NamedExamples read_examples(const std::string& path, const ExampleShape& shape, int limit,
                            Observer& observer);

/// A grid of images [N, C, H, W] in [0, 1], `columns` a row, as a picture to write.
void write_contact_sheet(const torch::Tensor& images, int columns, const std::string& file);

}  // namespace antifaz
