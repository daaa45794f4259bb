#pragma once

#include <c10/core/Device.h>

#include <boost/program_options/options_description.hpp>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "src/cli/command.hpp"
#include "src/face/face.hpp"

namespace antifaz {

/// Where the weights that come with the program are: $ANTIFAZ_WEIGHTS, else the installed folder
/// beside the executable, else the source tree it was built from.
std::filesystem::path weights_folder();

/// The file that the option gives or, without it, the shipped one. Whoever reads it says what is
/// wrong with it.
std::filesystem::path given_or_shipped(const Invocation& in, const std::string& option,
                                       const std::string& name);

/// Where, in the shipped folder, lie the classifiers that train a generator and that nobody needs
/// to judge one.
inline constexpr char kLoopFolder[] = "loop";

/// The files of the shipped folder, or of a `folder` in it, whose names begin with `prefix` and end
/// in .safetensors, sorted.
std::vector<std::filesystem::path> shipped_weights_like(const std::string& prefix,
                                                        const std::filesystem::path& folder = {});

/// auto (the first GPU, if LibTorch finds one), cpu, cuda or cuda:N. Throws `UsageError`.
c10::Device parse_device(const std::string& text);

/// --yunet FILE, and the detector it chooses.
void add_detector_option(boost::program_options::options_description& options);
std::unique_ptr<FaceDetector> make_detector(const Invocation& invocation);

}  // namespace antifaz
