#pragma once

#include <torch/types.h>

#include <string>
#include <vector>

#include "pipelines/observer.hpp"

namespace antifaz {

/// What the autoencoder commands read: images or the rows of a matrix.
struct NamedExamples {
  torch::Tensor values;            ///< uint8 or float32: [N, C, H, W] or [N, D]
  std::vector<std::string> names;  ///< a file's path, or a row's number
  std::size_t skipped = 0;         ///< images that could not be read, told to the observer
};

/// How image files become examples.
struct ExampleShape {
  int size = 64;      ///< side after a centred square crop and a resize
  bool grey = false;  ///< one channel
};

/// Examples of one of these, at most `limit` of them, evenly spaced (0: all):
/// - a folder of images (sorted paths), or one image file;
/// - a `.npy` array: rows [N, D], grey images [N, H, W], or images with 1 or 3 channels first or
///   last, taken as they are: bytes stand for 0 to 1, images of floats lie there already;
/// - a CSV file whose columns are the numbers (a column "path" names the rows).
/// Throws `Error` where nothing is usable.
NamedExamples read_examples(const std::string& path, const ExampleShape& shape, int limit,
                            Observer& observer);

/// The partners of `examples` for pairs of noisy and clean ones: of a folder the images of the same
/// names, of a matrix or array the rows of the same names or numbers. Throws `Error` naming what
/// has no partner.
NamedExamples partners_of(const NamedExamples& examples, const std::string& path,
                          const ExampleShape& shape, Observer& observer);

}  // namespace antifaz
