#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "models/detection/detector_choice.hpp"
#include "src/cli/command.hpp"

namespace antifaz {

/// Where the weights that come with the program are: $ANTIFAZ_WEIGHTS, else the installed folder
/// beside the executable, else the source tree it was built from.
std::filesystem::path weights_folder();

/// The file that the option gives or, without it, the shipped one. Whoever reads it says what is
/// wrong with it.
std::filesystem::path given_or_shipped(const Invocation& in, const std::string& option,
                                       const std::string& name);

/// The files of the shipped folder whose names begin with `prefix` and end in .safetensors, sorted.
std::vector<std::filesystem::path> shipped_weights_like(const std::string& prefix);
/// These, and then those of its folder `loop`, whose judges train a generator and need not judge
/// one.
std::vector<std::filesystem::path> shipped_weights_and_loop_like(const std::string& prefix);

/// --yunet FILE, --detector NAME and --min-face PX, and the detector they choose.
void add_detector_option(Options& options);
DetectorChoice detector_choice(const Invocation& invocation);
std::unique_ptr<FaceDetector> make_detector(const Invocation& invocation);

}  // namespace antifaz
