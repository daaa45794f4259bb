#pragma once

#include <torch/types.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "src/cli/autoencoder/autoencoder_examples.hpp"
#include "src/cli/command.hpp"

namespace antifaz {

/// A grid of images [N, C, H, W] in [0, 1], `columns` a row, as a picture to write.
void write_contact_sheet(const torch::Tensor& images, int columns, const std::string& file);

/// The first dozen images of each row's batch, one row below the other.
void write_rows(const std::vector<torch::Tensor>& rows, const std::string& file);

/// Throws `UsageError` where `file` is neither of those that `write_matrix` writes: before work
/// that would be lost.
void expect_matrix_file(const std::string& file);

/// Rows of numbers [N, D] as `.csv` (columns path, c0, c1, ...) or as a float32 `.npy` array.
void write_matrix(const torch::Tensor& values, const std::vector<std::string>& names,
                  const std::string& file);

/// Examples where `path` says: `.npy` (a float32 array of their shape), `.csv` (vectors only), a
/// picture's extension (a contact sheet of images), else a new folder with an image a name. Throws
/// `Error` where the examples can't be written so, or the folder holds something already.
void write_examples(const torch::Tensor& values, const std::vector<std::string>& names,
                    const std::string& path);

/// What a command did: as JSON with "schema", "version" and the job, or a line each.
void print_result(const Invocation& in, const std::string& job, nlohmann::ordered_json fields);

/// Where some examples were skipped, the command failed in part.
ExitCode exit_code_of(const NamedExamples& examples);

}  // namespace antifaz
