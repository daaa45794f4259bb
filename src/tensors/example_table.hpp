#pragma once

#include <filesystem>

#include "src/tensors/examples.hpp"

namespace antifaz {

/// The rows [N, D] of a table of numbers, float32, named by its column "path" or else by their
/// numbers. A first line of numbers alone is a row like the others, and no header; only where it
/// counts 0, 1, 2, ... or 1, 2, 3, ... over three columns or more, as pandas names columns that
/// have no names, is it a header. Throws `Error` for what `read_csv` refuses, for a cell that is no
/// finite number, and for a table of none.
NamedExamples read_example_table(const std::filesystem::path& file);

}  // namespace antifaz
