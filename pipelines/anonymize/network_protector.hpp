#pragma once

#include <filesystem>
#include <memory>
#include <vector>

#include "pipelines/anonymize/protector.hpp"
#include "pipelines/anonymize/refine.hpp"
#include "src/core/device.hpp"

namespace antifaz {

/// What the network of 2018 needs besides its weights.
struct San2018Helpers {
  std::filesystem::path prototypes;  ///< made by 'antifaz prototypes'
  std::filesystem::path classifier;  ///< says what an unlabelled face's own gender is
};

/// What takes the generator's proposals further (`Refiner`).
struct Refinement {
  std::vector<std::filesystem::path> classifiers;  ///< none: the generator alone
  RefineOptions options;
};

/// The generator of a weights file as a protector: this project's, refined, or the network of 2018
/// (grey: it changes luma alone; never refined), as the file's card says. Its changes are those on
/// the unmasked chip, clamped to [0, 255]. Throws `Error` where a file is no such thing.
std::unique_ptr<Protector> make_protector(const std::filesystem::path& file,
                                          const San2018Helpers& helpers,
                                          const Refinement& refinement, const Device& device);

}  // namespace antifaz
