#include "src/metadata/metadata.hpp"

#include <algorithm>
#include <exiv2/exiv2.hpp>
#include <mutex>
#include <opencv2/imgproc.hpp>
#include <optional>
#include <utility>

#include "src/core/error.hpp"
#include "src/images/file_parts.hpp"
#include "src/images/image_limits.hpp"
#include "src/images/jpeg_parts.hpp"
#include "src/images/orientation.hpp"
#include "src/metadata/metadata_fields.hpp"
#include "src/metadata/tiff_claims.hpp"

namespace antifaz {
namespace {

void lock(void* mutex, bool wanted) {
  auto& held = *static_cast<std::mutex*>(mutex);
  wanted ? held.lock() : held.unlock();
}

/// Quiet, and ready for XMP in several threads.
void start_exiv2() {
  static std::mutex mutex;
  static const bool kStarted = [] {
    Exiv2::LogMsg::setHandler(nullptr);
    return Exiv2::XmpParser::initialize(lock, &mutex);
  }();
  if (!kStarted) throw Error("Exiv2 can't be started");
}

auto opened(const std::string& bytes) {
  auto image =
      Exiv2::ImageFactory::open(reinterpret_cast<const Exiv2::byte*>(bytes.data()), bytes.size());
  image->readMetadata();
  return image;
}

bool can_be_written(ImageFormat format) {
  return format == ImageFormat::kJpeg || format == ImageFormat::kPng ||
         format == ImageFormat::kWebp || format == ImageFormat::kTiff;
}

/// What Exiv2 may read of a file. Throws `Error` where that claims more than it is given.
std::string bounded(const std::string& file, ImageFormat format) {
  std::string bytes = file;
  bool fits = true;
  if (format == ImageFormat::kTiff) {
    fits = claims_of_tags(bytes) <= image_limits::kMetadataBytes;
  } else if (format != ImageFormat::kJpeg) {  // whose segments are short
    for (const char* name : {"EXIF", "eXIf"}) {
      fits = fits && longest_chunk(bytes, format, name) <= image_limits::kExifBytes;
    }
    for (const char* name : {"XMP ", "iTXt", "zTXt", "tEXt"}) {
      fits = fits && longest_chunk(bytes, format, name) <= image_limits::kMetadataBytes;
    }
  }
  if (!fits) throw Error("larger than is looked into");
  return bytes;
}

/// Metadata of kinds that Exiv2 doesn't know.
bool has_other_metadata(const std::string& file, ImageFormat format) {
  if (format == ImageFormat::kJpeg) return has_other_segments(file);
  return format == ImageFormat::kPng && has_other_texts(file);
}

MetadataFields fields_of(const std::string& file, ImageFormat format) {
  const std::string bytes = bounded(file, format);
  const auto image = opened(bytes);
  MetadataFields fields;
  fields.exif = image->exifData();
  fields.iptc = image->iptcData();
  fields.xmp = image->xmpData();
  fields.comment = image->comment();
  const auto is_preview = [](const Exiv2::Exifdatum& field) {
    return field.groupName() == "Thumbnail";
  };
  fields.had_preview = std::any_of(fields.exif.begin(), fields.exif.end(), is_preview);
  return fields;
}

/// A small JPEG file of the protected pixels, as EXIF holds it.
std::string preview_of(const cv::Mat& stored) {
  constexpr double kSide = 160;
  const double scale = std::min(1.0, kSide / std::max(stored.cols, stored.rows));
  const cv::Size size(std::max(1, cvRound(stored.cols * scale)),
                      std::max(1, cvRound(stored.rows * scale)));
  Photo small;
  small.format = ImageFormat::kJpeg;
  cv::resize(stored, small.pixels, size, 0, 0, cv::INTER_AREA);
  return encode_photo(small, "preview");
}

/// What EXIF says of the pixels must be true of those that are written.
void describe(const cv::Mat& stored, int orientation, Exiv2::ExifData& exif) {
  exif["Exif.Image.Orientation"] = static_cast<std::uint16_t>(orientation);
  for (const auto& [key, side] : {std::pair("Exif.Photo.PixelXDimension", stored.cols),
                                  std::pair("Exif.Photo.PixelYDimension", stored.rows)}) {
    const auto field = exif.findKey(Exiv2::ExifKey(key));
    if (field != exif.end()) *field = static_cast<std::uint32_t>(side);
  }
}

std::string with_fields(const std::string& written, const MetadataFields& fields,
                        const cv::Mat& stored, int orientation) {
  const auto image = opened(written);
  Exiv2::ExifData exif = image->exifData();
  for (const Exiv2::Exifdatum& field : fields.exif) {
    if (exif.findKey(Exiv2::ExifKey(field.key())) == exif.end()) exif.add(field);
  }
  if (!exif.empty() || fields.had_preview) describe(stored, orientation, exif);
  if (fields.had_preview) {
    const std::string preview = preview_of(stored);
    Exiv2::ExifThumb(exif).setJpegThumbnail(reinterpret_cast<const Exiv2::byte*>(preview.data()),
                                            static_cast<long>(preview.size()));
  }
  image->setExifData(exif);
  image->setIptcData(fields.iptc);
  image->setXmpData(fields.xmp);
  if (!fields.comment.empty()) image->setComment(fields.comment);
  image->writeMetadata();

  Exiv2::BasicIo& file = image->io();
  if (file.open() != 0) throw Error("can't be written");
  std::string bytes(static_cast<std::size_t>(file.size()), '\0');
  const auto read = file.read(reinterpret_cast<Exiv2::byte*>(bytes.data()), bytes.size());
  file.close();
  if (static_cast<std::size_t>(read) != bytes.size()) throw Error("can't be written");
  return bytes;
}

}  // namespace

std::string_view to_string(KeepMetadata keep) {
  return keep == KeepMetadata::kNone ? "none" : keep == KeepMetadata::kSafe ? "safe" : "all";
}

WithMetadata with_metadata(std::string written, const Photo& photo, int orientation,
                           const std::string& original, KeepMetadata keep) {
  if (keep == KeepMetadata::kNone || !photo.format) return {std::move(written), ""};
  const ImageFormat format = *photo.format;
  if (!can_be_written(format)) {
    return {std::move(written),
            "metadata (" + std::string(to_string(format)) + " files are written without any)"};
  }
  try {
    start_exiv2();
    const bool turned = orientation != photo.orientation;
    const MetadataFields before = fields_of(original, format);
    MetadataFields kept =
        keep == KeepMetadata::kAll ? all_fields(before, turned) : safe_fields(before);
    if (keep == KeepMetadata::kAll && has_other_metadata(original, format)) {
      kept.left_out.push_back("metadata of other kinds than EXIF, IPTC and XMP");
    }
    const cv::Mat stored = as_stored(to_bgr8(photo.pixels), orientation);
    WithMetadata result{with_fields(written, kept, stored, orientation), ""};
    for (const std::string& what : kept.left_out) {
      result.left_out += (result.left_out.empty() ? "" : ", ") + what;
    }
    return result;
  } catch (const std::exception& error) {
    const std::string why = error.what();
    return {std::move(written), "metadata (" + why.substr(0, why.find('\n')) + ")"};
  }
}

}  // namespace antifaz
