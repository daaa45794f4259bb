#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

#include "pipelines/codes/model_input.hpp"

namespace antifaz {

struct TraverseJob {
  ModelInput input;              ///< a model of images
  std::size_t numbers = 8;       ///< how many numbers of the code, those that change most
  std::int64_t steps = 9;        ///< images a row, at least 2
  double span = 3;               ///< standard deviations either way
  std::filesystem::path output;  ///< picture to write: a row for each number
};

/// What one number of the code does to the image.
struct NumberEffect {
  std::int64_t number = 0;  ///< which number of the code, from 0
  double effect = 0;        ///< root mean square difference of the row's first and last image
};

struct TraverseReport {
  std::vector<NumberEffect> rows;  ///< of the picture, largest effect first
  std::size_t skipped = 0;         ///< images that could not be read
};

/// Shows what single numbers of a code do. Throws `Error` where the picture can't be written,
/// before anything is read, and for a model of vectors.
TraverseReport traverse_codes(const TraverseJob& job, Observer& observer);

}  // namespace antifaz
