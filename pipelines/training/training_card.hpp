#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "models/card.hpp"
#include "pipelines/training/trainer_options.hpp"

namespace antifaz {

/// Where weights come from.
struct TrainingOrigin {
  std::string command_line;
  std::uint64_t seed = 1;
  std::string data;     ///< which, and how much of it
  std::string license;  ///< of the data
  /// Entries that name other weights which take part (`fingerprints`): taken before the training,
  /// after which a file may be gone, and the result with it.
  Card networks = {};
};

/// Card of a training that ended now: command, data, seed, figures, date, licence.
Card training_card(const TrainingOrigin& origin, const TrainReport& report);

/// Name and SHA-256 of weights files, "name sha256; ...": how a generator's card remembers whom it
/// was trained against.
std::string fingerprints(const std::vector<std::filesystem::path>& files);

}  // namespace antifaz
