#pragma once

#include <exiv2/exiv2.hpp>
#include <string>
#include <vector>

/// Which fields of a photograph's metadata its protected one keeps.
namespace antifaz {

struct MetadataFields {
  Exiv2::ExifData exif;
  Exiv2::IptcData iptc;
  Exiv2::XmpData xmp;
  std::string comment;
  bool had_preview = false;           ///< EXIF's small picture, which is not among the fields
  std::vector<std::string> left_out;  ///< in words fit for a report, no two the same
};

/// The date and time it was taken, the camera's and the lens's make and model, exposure, aperture,
/// sensitivity and focal length, from EXIF or else XMP. Each is of its own type and at most
/// `image_limits::kSafeFieldBytes` long. No serial numbers, names of people or programs, notes of
/// the maker, places, identifiers or comments.
MetadataFields safe_fields(const MetadataFields& of_original);

/// All but what describes how the file stores its pixels and what can hold a picture: previews of
/// EXIF, XMP, IPTC, Photoshop and makers, depth and gain maps, and whatever is longer than
/// `image_limits::kFieldBytes`. A maker's note with such a part is left out as a whole. Where the
/// protected picture is `turned` against the original's the places of faces in it would be wrong.
MetadataFields all_fields(const MetadataFields& of_original, bool turned);

}  // namespace antifaz
