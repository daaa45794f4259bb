#pragma once

#include <filesystem>
#include <string>

#include "src/images/image_io.hpp"
#include "src/metadata/metadata.hpp"

namespace antifaz {

/// Writes a photograph whose faces were changed, with the permissions and the time of the file it
/// was read from. A JPEG is changed in place where that can be (`jpeg_in_place`), so that not a bit
/// of the rest is another; all else is encoded anew (`encode_photo`). Returns what of the original
/// is not in it, in words fit for a report; metadata that `keep` doesn't ask for excepted. Throws
/// `Error` where the folder can't be written or the format can't hold the image.
std::string write_protected(const Photo& photo, const std::filesystem::path& original,
                            const std::filesystem::path& output, KeepMetadata keep);

}  // namespace antifaz
