#include "src/metadata/metadata_fields.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <functional>
#include <set>
#include <string_view>

#include "src/images/image_limits.hpp"

namespace antifaz {
namespace {

constexpr char kNote[] = "Exif.Photo.MakerNote";
constexpr char kMayBePicture[] = "what may hold a picture";
constexpr char kPlaces[] = "places of faces, as the picture was turned";
constexpr std::string_view kJpegStart = "\xFF\xD8\xFF", kJpegInBase64 = "/9j/";

struct SafeField {
  const char* key;
  Exiv2::TypeId type;
};

constexpr std::array kSafeFields{
    SafeField{"Exif.Image.Make", Exiv2::asciiString},
    SafeField{"Exif.Image.Model", Exiv2::asciiString},
    SafeField{"Exif.Photo.DateTimeOriginal", Exiv2::asciiString},
    SafeField{"Exif.Photo.SubSecTimeOriginal", Exiv2::asciiString},
    SafeField{"Exif.Photo.OffsetTimeOriginal", Exiv2::asciiString},
    SafeField{"Exif.Photo.ExposureTime", Exiv2::unsignedRational},
    SafeField{"Exif.Photo.ExposureProgram", Exiv2::unsignedShort},
    SafeField{"Exif.Photo.ExposureBiasValue", Exiv2::signedRational},
    SafeField{"Exif.Photo.FNumber", Exiv2::unsignedRational},
    SafeField{"Exif.Photo.ISOSpeedRatings", Exiv2::unsignedShort},
    SafeField{"Exif.Photo.FocalLength", Exiv2::unsignedRational},
    SafeField{"Exif.Photo.FocalLengthIn35mmFilm", Exiv2::unsignedShort},
    SafeField{"Exif.Photo.LensSpecification", Exiv2::unsignedRational},
    SafeField{"Exif.Photo.LensMake", Exiv2::asciiString},
    SafeField{"Exif.Photo.LensModel", Exiv2::asciiString},
};

/// Of the picture's own directory: how a TIFF file stores its pixels, and what is written of the
/// protected picture anew (resolution, profile). A copy would make the file unreadable or lie.
bool describes_storage(std::uint16_t tag) {
  static const std::set<std::uint16_t> kTags{
      0x0fe, 0x0ff, 0x100, 0x101, 0x102, 0x103,  0x106,  0x107,  0x108,  0x109, 0x10a, 0x111, 0x112,
      0x115, 0x116, 0x117, 0x118, 0x119, 0x11a,  0x11b,  0x11c,  0x120,  0x121, 0x122, 0x123, 0x124,
      0x125, 0x128, 0x12d, 0x13d, 0x13e, 0x13f,  0x140,  0x141,  0x142,  0x143, 0x144, 0x145, 0x146,
      0x147, 0x14a, 0x14c, 0x14d, 0x14e, 0x150,  0x151,  0x152,  0x153,  0x154, 0x155, 0x156, 0x157,
      0x158, 0x159, 0x15a, 0x15b, 0x200, 0x201,  0x202,  0x203,  0x205,  0x206, 0x207, 0x208, 0x209,
      0x211, 0x212, 0x213, 0x214, 0x2bc, 0x83bb, 0x8769, 0x8773, 0x8825, 0xa005};
  return kTags.count(tag) > 0;
}

bool contains(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

std::string bytes_of(const Exiv2::Value& value) {
  std::string bytes(static_cast<std::size_t>(value.size()), '\0');
  if (!bytes.empty()) {
    value.copy(reinterpret_cast<Exiv2::byte*>(bytes.data()), Exiv2::littleEndian);
  }
  return bytes;
}

/// Whether a field is, or may be, a picture: by its name, a JPEG's first bytes, or its length.
bool may_be_picture(const std::string& key, const Exiv2::Value& value) {
  constexpr std::uint64_t kNoPicture = 64;  // only where one begins, or how long it is
  const auto size = static_cast<std::uint64_t>(value.size());
  if (size > image_limits::kFieldBytes) return true;
  for (const char* part : {"Thumbnail", "Preview", "ImageResources", "ImageSourceData"}) {
    if (size > kNoPicture && contains(key, part)) return true;
  }
  return contains(bytes_of(value), kJpegStart);
}

bool is_of_maker(const Exiv2::Exifdatum& field) {
  const std::string group = field.groupName();
  for (const char* standard : {"Image", "Photo", "GPSInfo", "Iop"}) {
    if (group == standard) return false;
  }
  return true;
}

/// Directories of further pictures: EXIF's preview, TIFF's further pages and sub-images.
bool is_of_further_picture(const Exiv2::Exifdatum& field) {
  const std::string group = field.groupName();
  return group == "Thumbnail" || contains(group, "SubImage") || contains(group, "SubThumb") ||
         group == "Image2" || group == "Image3";
}

/// Whether nothing in a maker's note may be a picture. What Exiv2 takes to pieces is looked at
/// piece by piece; into any other note nobody sees.
bool note_is_harmless(const Exiv2::ExifData& exif) {
  bool known = false;
  for (const Exiv2::Exifdatum& field : exif) {
    if (is_of_further_picture(field) || !is_of_maker(field)) continue;
    known = true;
    if (may_be_picture(field.key(), field.value())) return false;
  }
  const auto note = exif.findKey(Exiv2::ExifKey(kNote));
  if (note == exif.end()) return true;
  return known ? !contains(bytes_of(note->value()), kJpegStart)
               : !may_be_picture(kNote, note->value());
}

void leave_out(MetadataFields& fields, const std::string& what) {
  auto& all = fields.left_out;
  if (std::find(all.begin(), all.end(), what) == all.end()) all.push_back(what);
}

void take_exif(const Exiv2::ExifData& exif, bool turned, MetadataFields& kept) {
  const bool note_may_stay = note_is_harmless(exif);
  for (const Exiv2::Exifdatum& field : exif) {
    const std::string key = field.key();
    if (is_of_further_picture(field)) continue;
    if (field.groupName() == "Image" && describes_storage(field.tag())) continue;
    if (field.size() == 0) {  // emptied before it was read, see `claims_of_tags`
      leave_out(kept, kMayBePicture);
    } else if (is_of_maker(field) || key == kNote) {
      if (note_may_stay) {
        kept.exif.add(field);
      } else {
        leave_out(kept, "the maker's note, which may hold a picture");
      }
    } else if (turned && contains(key, "Exif.Photo.Subject") && !contains(key, "Distance")) {
      leave_out(kept, kPlaces);
    } else if (may_be_picture(key, field.value())) {
      leave_out(kept, kMayBePicture);
    } else {
      kept.exif.add(field);
    }
  }
}

/// What XMP repeats of how the file stores its pixels.
bool repeats_storage(const std::string& key) {
  for (const char* name :
       {"tiff.Orientation", "tiff.ImageWidth", "tiff.ImageLength", "tiff.XResolution",
        "tiff.YResolution", "tiff.ResolutionUnit", "tiff.Compression", "tiff.BitsPerSample",
        "tiff.SamplesPerPixel", "tiff.PhotometricInterpretation", "tiff.PlanarConfiguration",
        "tiff.YCbCr", "exif.PixelXDimension", "exif.PixelYDimension"}) {
    if (contains(key, name)) return true;
  }
  return false;
}

void take_xmp(const Exiv2::XmpData& xmp, bool turned, MetadataFields& kept) {
  for (const Exiv2::Xmpdatum& field : xmp) {
    const std::string key = field.key(), text = field.toString();
    if (repeats_storage(key) || contains(key, "HasExtendedXMP")) continue;
    const bool places = contains(key, "Xmp.mwg-rs.Regions") || contains(key, "Xmp.MP.RegionInfo");
    // Depth and gain maps, films: what is behind the picture, or was.
    bool picture = text.size() > image_limits::kFieldBytes || contains(text, kJpegInBase64);
    for (const char* part : {"Thumbnail", "xmpGImg", "GDepth", "GImage", "Container", "MicroVideo",
                             "MotionPhoto", "HDRGain", "Xmp.hdrgm"}) {
      picture = picture || contains(key, part);
    }
    if (picture) {
      leave_out(kept, kMayBePicture);
    } else if (turned && places) {
      leave_out(kept, kPlaces);
    } else {
      kept.xmp.add(field);
    }
  }
}

void take_iptc(const Exiv2::IptcData& iptc, MetadataFields& kept) {
  constexpr std::uint16_t kLastKnownRecord = Exiv2::IptcDataSets::application2;
  for (const Exiv2::Iptcdatum& field : iptc) {
    if (field.record() > kLastKnownRecord || may_be_picture(field.key(), field.value())) {
      leave_out(kept, kMayBePicture);
    } else {
      kept.iptc.add(field);
    }
  }
}

}  // namespace

MetadataFields safe_fields(const MetadataFields& of_original) {
  MetadataFields from_xmp, kept;
  Exiv2::copyXmpToExif(of_original.xmp, from_xmp.exif);
  for (const SafeField& safe : kSafeFields) {
    const Exiv2::ExifKey key(safe.key);
    for (const MetadataFields& source : {std::cref(of_original), std::cref(from_xmp)}) {
      const auto field = source.exif.findKey(key);
      if (field == source.exif.end() || field->typeId() != safe.type) continue;
      if (static_cast<std::uint64_t>(field->size()) > image_limits::kSafeFieldBytes) continue;
      kept.exif.add(*field);
      break;
    }
  }
  return kept;
}

MetadataFields all_fields(const MetadataFields& of_original, bool turned) {
  MetadataFields kept;
  take_exif(of_original.exif, turned, kept);
  take_xmp(of_original.xmp, turned, kept);
  take_iptc(of_original.iptc, kept);
  kept.had_preview = of_original.had_preview;
  const std::string& comment = of_original.comment;
  if (comment.size() > image_limits::kFieldBytes || contains(comment, kJpegStart)) {
    leave_out(kept, kMayBePicture);
  } else {
    kept.comment = comment;
  }
  return kept;
}

}  // namespace antifaz
