#include "src/images/vips_resolution.hpp"

#include <utility>

#include "src/images/file_parts.hpp"
#include "src/images/jpeg_parts.hpp"

namespace antifaz {
namespace {

using vips::VImage;

/// False where a file says how wide its pixels are to their height at most: libvips takes that for
/// pixels per millimetre, or gives it 72 dots per inch.
bool has_unit(const VImage& image, const std::string& file, ImageFormat format) {
  constexpr const char* kExifUnit = "exif-ifd0-ResolutionUnit";
  switch (format) {
    case ImageFormat::kJpeg:
      if (image.get_typeof("exif-ifd0-XResolution") == 0) return !jfif_ratio(file);
      if (image.get_typeof(kExifUnit) == 0) return true;
      return std::string(image.get_string(kExifUnit)).find("Inch") != std::string::npos ||
             std::string(image.get_string(kExifUnit)).find("Centi") != std::string::npos;
    case ImageFormat::kPng:
      return !has_resolution_without_unit(file);
    case ImageFormat::kTiff:
      return image.get_typeof(VIPS_META_RESOLUTION_UNIT) != 0;
    default:
      return true;
  }
}

}  // namespace

void read_resolution(const VImage& image, const std::string& file, Photo& photo) {
  if (!has_unit(image, file, *photo.format)) {
    // JPEG files keep their ratio.
    if (photo.format != ImageFormat::kJpeg && image.xres() != image.yres()) {
      photo.left_out +=
          (photo.left_out.empty() ? "" : ", ") + std::string("the shape of its pixels");
    }
  } else if (image.xres() != 1 || image.yres() != 1) {  // 1: the file says nothing
    photo.resolution = {image.xres(), image.yres()};
    if (photo.orientation > 4) std::swap(photo.resolution.x, photo.resolution.y);
  }
}

}  // namespace antifaz
