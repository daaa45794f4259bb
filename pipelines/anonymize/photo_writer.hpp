#pragma once

#include <filesystem>
#include <string>

#include "src/images/image_io.hpp"
#include "src/metadata/metadata.hpp"

namespace antifaz {

/// A photograph as it is to be written.
struct ProtectedFile {
  std::string bytes;
  /// What of the original is not in it, in words fit for a report; metadata that nobody asked to
  /// keep excepted.
  std::string left_out;
};

/// The file of a photograph whose faces were changed. A JPEG is changed in place where that can be
/// (`jpeg_in_place`), so that not a bit of the rest is another; all else is encoded anew
/// (`encode_photo`; `output` names it in errors). Metadata is that of `original`. Throws `Error`
/// where the format can't hold the image.
ProtectedFile encode_protected(const Photo& photo, const std::filesystem::path& original,
                               const std::filesystem::path& output, KeepMetadata keep);

/// Writes such bytes, with the permissions and the time of the file that the photograph was read
/// from. Throws `Error` where the folder can't be made or written.
void write_protected(const std::string& bytes, const std::filesystem::path& original,
                     const std::filesystem::path& output);

}  // namespace antifaz
