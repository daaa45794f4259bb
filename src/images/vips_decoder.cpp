#include <opencv2/imgproc.hpp>
#include <utility>
#include <vips/vips8>

#include "src/images/codecs.hpp"
#include "src/images/file_parts.hpp"
#include "src/images/image_limits.hpp"
#include "src/images/jpeg_parts.hpp"
#include "src/images/vips_library.hpp"
#include "src/images/vips_resolution.hpp"

namespace antifaz {
namespace {

using vips::VImage;

const char* loader_of(ImageFormat format) {
  switch (format) {
    case ImageFormat::kJpeg:
      return "jpegload_buffer";
    case ImageFormat::kPng:
      return "pngload_buffer";
    case ImageFormat::kWebp:
      return "webpload_buffer";
    case ImageFormat::kTiff:
      return "tiffload_buffer";
    case ImageFormat::kJpeg2000:
      return "jp2kload_buffer";
    case ImageFormat::kGif:
      return "gifload_buffer";
    default:
      return "heifload_buffer";
  }
}

/// The header is read, the pixels wait. `bytes` must outlive the image.
VImage opened(const std::string& bytes, ImageFormat format, VipsFailOn fail_on) {
  VImage image;
  VipsBlob* blob = vips_blob_new(nullptr, bytes.data(), bytes.size());
  vips::VOption* options = VImage::option()
                               ->set("buffer", blob)
                               ->set("access", VIPS_ACCESS_SEQUENTIAL)
                               ->set("fail_on", fail_on)
                               ->set("out", &image);
  vips_area_unref(VIPS_AREA(blob));
  VImage::call(loader_of(format), options);
  return image;
}

int number(const VImage& image, const char* name, int otherwise) {
  return image.get_typeof(name) == G_TYPE_INT ? image.get_int(name) : otherwise;
}

bool is_cmyk(const VImage& image) { return image.interpretation() == VIPS_INTERPRETATION_CMYK; }

/// What the header says against it, before any pixel is decoded.
std::optional<ImageFault> refuse(const VImage& image, ImageFormat format) {
  // The pages of a JPEG 2000 file are smaller copies of the first.
  const int pages = format == ImageFormat::kJpeg2000 ? 1 : number(image, "n-pages", 1);
  if (pages > image_limits::kPictures) {
    return ImageFault{"holds " + std::to_string(pages) +
                      " pictures (pages or frames); save each as a file of its own"};
  }
  if (number(image, "n-subifds", 0) > 0) {
    return ImageFault{"holds further pictures (previews or layers); save it as a plain TIFF"};
  }
  const std::uint64_t width = static_cast<std::uint64_t>(image.width());
  const std::uint64_t height = static_cast<std::uint64_t>(image.height());
  if (auto fault = too_large(width, height, VIPS_IMAGE_SIZEOF_PEL(image.get_image()))) return fault;
  if (image.format() != VIPS_FORMAT_UCHAR && image.format() != VIPS_FORMAT_USHORT) {
    return ImageFault{"pixels are neither 8 nor 16 bits deep"};
  }
  const VipsInterpretation colours = image.interpretation();
  const bool grey = colours == VIPS_INTERPRETATION_B_W || colours == VIPS_INTERPRETATION_GREY16;
  const bool rgb = colours == VIPS_INTERPRETATION_sRGB || colours == VIPS_INTERPRETATION_RGB16 ||
                   colours == VIPS_INTERPRETATION_RGB;
  if (!grey && !rgb && !is_cmyk(image)) return ImageFault{"colours are neither grey, RGB nor CMYK"};
  const int most = grey ? 2 : is_cmyk(image) ? 5 : 4, least = most - 1;  // with alpha and without
  if (image.bands() < least || image.bands() > most) {
    return ImageFault{"has " + std::to_string(image.bands()) + " channels, more or fewer than " +
                      (grey ? "grey" : "colour") + " and alpha"};
  }
  return std::nullopt;
}

VImage cmyk_with_profile_to_srgb(const VImage& image) {
  const int depth = image.format() == VIPS_FORMAT_UCHAR ? 8 : 16;
  return image.icc_transform("srgb", VImage::option()
                                         ->set("embedded", true)
                                         ->set("intent", VIPS_INTENT_PERCEPTUAL)
                                         ->set("black_point_compensation", true)
                                         ->set("depth", depth));
}

/// As most programs show what has no profile: each ink takes its share of the light.
VImage plain_cmyk_to_rgb(const VImage& image) {
  const bool deep = image.format() == VIPS_FORMAT_USHORT;
  const double white = deep ? 65535 : 255;
  const VImage light = image.linear(-1, white);
  const VImage rgb =
      light.extract_band(0, VImage::option()->set("n", 3)) * light.extract_band(3) / white;
  const VImage whole = rgb.rint().cast(image.format());
  return (image.bands() == 5 ? whole.bandjoin(image.extract_band(4)) : whole)
      .copy(VImage::option()->set("interpretation",
                                  deep ? VIPS_INTERPRETATION_RGB16 : VIPS_INTERPRETATION_sRGB));
}

VImage view_of(cv::Mat& pixels) {
  return VImage::new_from_memory(pixels.data, pixels.total() * pixels.elemSize(), pixels.cols,
                                 pixels.rows, pixels.channels(),
                                 pixels.depth() == CV_8U ? VIPS_FORMAT_UCHAR : VIPS_FORMAT_USHORT);
}

/// libvips has R first, OpenCV B. In bands: a copy of the whole would double the memory.
void swap_red_and_blue(cv::Mat& pixels) {
  constexpr int kBand = 64;
  if (pixels.channels() < 3) return;
  const int code = pixels.channels() == 3 ? cv::COLOR_RGB2BGR : cv::COLOR_RGBA2BGRA;
  for (int y = 0; y < pixels.rows; y += kBand) {
    cv::Mat band = pixels.rowRange(y, std::min(y + kBand, pixels.rows));
    cv::cvtColor(band, band, code);
  }
}

cv::Mat decode_pixels(const VImage& image, int orientation) {
  const int depth = image.format() == VIPS_FORMAT_UCHAR ? CV_8U : CV_16U;
  cv::Mat pixels(image.height(), image.width(), CV_MAKETYPE(depth, image.bands()));
  image.write(view_of(pixels));
  if (orientation > 1) {
    VImage stored = view_of(pixels).copy();
    stored.set("orientation", orientation);
    const VImage turned = stored.autorot();
    cv::Mat upright(turned.height(), turned.width(), pixels.type());
    turned.write(view_of(upright));
    pixels = upright;
  }
  swap_red_and_blue(pixels);
  return pixels;
}

/// HEIF files needn't say in their first bytes how they are compressed.
ImageFormat format_of(const VImage& image, ImageFormat told) {
  constexpr const char* kCompression = "heif-compression";
  if (image.get_typeof(kCompression) == 0) return told;
  return image.get_string(kCompression) == std::string("av1") ? ImageFormat::kAvif
                                                              : ImageFormat::kHeic;
}

std::string profile_of(const VImage& image) {
  if (image.get_typeof(VIPS_META_ICC_NAME) == 0) return "";
  std::size_t size = 0;
  const void* data = image.get_blob(VIPS_META_ICC_NAME, &size);
  return std::string(static_cast<const char*>(data), size);
}

void leave_out(Photo& photo, const std::string& what) {
  photo.left_out += (photo.left_out.empty() ? "" : ", ") + what;
}

Decoded decode(const std::string& bytes, ImageFormat format, VipsFailOn fail_on) {
  VImage image = opened(bytes, format, fail_on);
  if (auto fault = refuse(image, format)) return *fault;
  Photo photo;
  photo.format = format_of(image, format);
  photo.profile = profile_of(image);
  if (photo.profile.size() > image_limits::kProfileBytes) return ImageFault{"its profile is huge"};
  if (is_cmyk(image)) {
    image = photo.profile.empty() ? plain_cmyk_to_rgb(image) : cmyk_with_profile_to_srgb(image);
    photo.profile.clear();
    leave_out(photo, "its inks (CMYK), whose colours are sRGB now");
  }
  const int orientation = number(image, VIPS_META_ORIENTATION, 1);
  if (orientation > 1 && orientation <= 8) photo.orientation = orientation;
  read_resolution(image, bytes, photo);
  photo.pixels = decode_pixels(image, photo.orientation);
  return photo;
}

/// libvips fails on every oddity or passes over lost pixels too: what it fails on is looked at.
Decoded decode_jpeg(const std::string& bytes) {
  if (const int scans = scans_of(bytes); scans > image_limits::kScans) {
    return ImageFault{"has " + std::to_string(scans) + " scans, which are too many"};
  }
  Decoded decoded = ImageFault{};
  try {
    decoded = decode(bytes, ImageFormat::kJpeg, VIPS_FAIL_ON_WARNING);
  } catch (const vips::VError&) {
    vips_error_clear();
    if (const std::string damage = jpeg_damage(bytes); !damage.empty()) return ImageFault{damage};
    decoded = decode(bytes, ImageFormat::kJpeg, VIPS_FAIL_ON_NONE);
  }
  if (auto* photo = std::get_if<Photo>(&decoded)) {
    if (has_further_pictures(bytes)) leave_out(*photo, "further pictures behind the first");
    if (has_film_behind(bytes)) leave_out(*photo, "a film behind it");
    if (has_depth_in_metadata(bytes)) leave_out(*photo, "a depth map");
  }
  return decoded;
}

Decoded decode_format(const std::string& bytes, ImageFormat format) {
  if (format == ImageFormat::kJpeg) return decode_jpeg(bytes);
  if (format == ImageFormat::kPng && is_animated_png(bytes)) {
    return ImageFault{"holds several pictures (an animation); save each as a file of its own"};
  }
  if (format == ImageFormat::kJpeg2000 && !has_whole_codestream(bytes)) {
    return ImageFault{"the file is truncated"};
  }
  Decoded decoded = decode(bytes, format, VIPS_FAIL_ON_ERROR);
  if (auto* photo = std::get_if<Photo>(&decoded)) {
    photo->lossy = format == ImageFormat::kWebp && is_lossy_webp(bytes);
    const bool heif = photo->format == ImageFormat::kHeic || photo->format == ImageFormat::kAvif;
    if (heif && has_auxiliary_pictures(bytes)) leave_out(*photo, "depth or gain maps");
    if (heif && bytes.find("mpvd") != std::string::npos) leave_out(*photo, "a film behind it");
  }
  return decoded;
}

}  // namespace

Decoded decode_with_vips(const std::string& bytes, ImageFormat format) {
  start_vips();
  try {
    return decode_format(bytes, format);
  } catch (const vips::VError& error) {
    vips_error_clear();
    return ImageFault{"can't be decoded (" + cause(error.what()) + ")"};
  }
}

std::optional<ImageFault> too_large(std::uint64_t width, std::uint64_t height,
                                    std::uint64_t bytes_per_pixel) {
  const std::uint64_t pixels = width * height;
  if (pixels <= image_limits::kPixels && pixels * bytes_per_pixel <= image_limits::kPixelBytes) {
    return std::nullopt;
  }
  return ImageFault{std::to_string(width) + "x" + std::to_string(height) + " pixels are too many"};
}

}  // namespace antifaz
