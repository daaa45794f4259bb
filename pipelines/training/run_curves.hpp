#pragma once

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>

#include "pipelines/training/event_file.hpp"
#include "src/core/named_values.hpp"

namespace antifaz {

/// A run's curves: one JSON line a record in `metrics.jsonl`, and the same as TensorBoard scalars.
class RunCurves {
 public:
  /// Opens the folder's curves. Records after `step` (written by a killed process after its last
  /// checkpoint) are dropped.
  RunCurves(const std::filesystem::path& folder, std::int64_t step);

  /// `kind` is "train" or "validation". Throws `Error` where writing fails.
  void add(std::int64_t step, const std::string& kind, const NamedValues& values);

 private:
  std::filesystem::path file_;
  std::ofstream lines_;
  EventFile events_;
};

}  // namespace antifaz
