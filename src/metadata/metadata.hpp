#pragma once

#include <string>
#include <string_view>

#include "src/images/image_io.hpp"

/// What photographs say besides their pixels: when, where, by whom and with what they were taken.
/// Exiv2 stays behind this header, and prints nothing.
namespace antifaz {

enum class KeepMetadata {
  kNone,  ///< profile and resolution, which belong to the pixels
  kSafe,  ///< the date it was taken and the camera, see `safe_fields`
  kAll    ///< whatever holds no picture, see `all_fields`
};

/// "none", "safe" or "all".
std::string_view to_string(KeepMetadata keep);

/// A file with the metadata it was to keep.
struct WithMetadata {
  std::string file;
  /// What of the original's is not in it though it was asked for, in words fit for a report.
  std::string left_out;
};

/// `written`, the protected file of `photo`, with what `keep` says of the metadata in `original`,
/// the file that `photo` was read from. `orientation` is how the pixels stand that `written` stores
/// (EXIF's 1 to 8); its orientation and its dimensions are what the metadata says.
///
/// JPEG, PNG, WebP and TIFF can be given metadata, the other formats can't. A preview becomes one
/// of the protected pixels. Metadata that is broken, or beyond `image_limits`, is left out, and so
/// said: it never fails.
WithMetadata with_metadata(std::string written, const Photo& photo, int orientation,
                           const std::string& original, KeepMetadata keep);

}  // namespace antifaz
