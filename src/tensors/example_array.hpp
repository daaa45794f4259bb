#pragma once

#include <filesystem>

#include "src/tensors/examples.hpp"

namespace antifaz {

/// The examples of a `.npy` or IDX array (`read_examples`), named by their numbers. Throws `Error`
/// for what `read_npy` or `read_idx` refuses, another shape, numbers that are not finite, and
/// images of floats outside [0, 1].
NamedExamples read_example_array(const std::filesystem::path& file, const ExampleShape& shape);

}  // namespace antifaz
