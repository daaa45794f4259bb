#pragma once

#include <filesystem>
#include <memory>

#include "pipelines/anonymize/protector.hpp"
#include "pipelines/anonymize/refine_options.hpp"
#include "pipelines/observer.hpp"
#include "src/core/device.hpp"

namespace antifaz {

/// Which network changes faces.
struct ProtectorChoice {
  std::filesystem::path generator;  ///< this project's, or the network of 2018
  Refinement refinement;            ///< of this project's generator
  // What the network of 2018 needs besides its weights:
  std::filesystem::path prototypes;  ///< average faces
  std::filesystem::path classifier;  ///< says what an unlabelled face's own gender is
};

/// The generator of a weights file as a protector: this project's, refined, or the network of 2018
/// (grey: it changes luma alone; never refined), as the file's card says. Its changes are those on
/// the unmasked chip, clamped to [0, 255]. Tells the observer where refining was asked for and no
/// classifier is there that the generator was trained against: then it is not refined. Throws
/// `Error` where a file is no such thing.
std::unique_ptr<Protector> make_protector(const ProtectorChoice& choice, const Device& device,
                                          Observer& observer);

}  // namespace antifaz
