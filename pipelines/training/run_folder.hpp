#pragma once

#include <filesystem>

#include "pipelines/training/trainer_options.hpp"

namespace antifaz {

/// What a training keeps in its folder.
inline constexpr char kCheckpointFile[] = "checkpoint.pt";
inline constexpr char kBestEpochFile[] = "best.pt";
inline constexpr char kCurvesFile[] = "metrics.jsonl";
inline constexpr char kWeightsFile[] = "weights.safetensors";

/// Where the weights of a finished training are.
std::filesystem::path result_file(const std::filesystem::path& run);

/// To be asked before data is read or anything computed. Throws `Error` where the folder can't be
/// made or written into, where it holds a run and `resume` is not set, and where it holds none to
/// resume. Asks nothing where no folder is named.
void expect_run_folder(const TrainerOptions& options);

}  // namespace antifaz
