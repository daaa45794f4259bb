#pragma once

#include <c10/core/Device.h>

#include <filesystem>
#include <memory>

#include "pipelines/protector.hpp"

namespace antifaz {

/// The generator of a weights file as a protector. Its changes are those on the unmasked chip,
/// clamped to [0, 255]. Throws `Error` where the file is no generator's.
std::unique_ptr<Protector> make_generator_protector(const std::filesystem::path& file,
                                                    c10::Device device);

}  // namespace antifaz
