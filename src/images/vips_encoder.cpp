#include <opencv2/imgproc.hpp>
#include <utility>
#include <vips/vips8>

#include "src/core/error.hpp"
#include "src/images/codecs.hpp"
#include "src/images/file_parts.hpp"
#include "src/images/jpeg_parts.hpp"
#include "src/images/vips_library.hpp"

namespace antifaz {
namespace {

using vips::VImage;

constexpr int kJpegQuality = 95, kWebpQuality = 95, kHeifQuality = 90;

/// Pixels as libvips wants them (R first), and the image that looks at them.
struct Canvas {
  explicit Canvas(const Photo& photo);

  cv::Mat pixels;
  VImage image;
};

Canvas::Canvas(const Photo& photo) {
  const int channels = photo.pixels.channels();
  if (channels >= 3) {
    cv::cvtColor(photo.pixels, pixels, channels == 3 ? cv::COLOR_BGR2RGB : cv::COLOR_BGRA2RGBA);
  } else {
    pixels = photo.pixels.isContinuous() ? photo.pixels : photo.pixels.clone();
  }
  const bool deep = pixels.depth() == CV_16U, grey = pixels.channels() <= 2;
  image = VImage::new_from_memory(pixels.data, pixels.total() * pixels.elemSize(), pixels.cols,
                                  pixels.rows, pixels.channels(),
                                  deep ? VIPS_FORMAT_USHORT : VIPS_FORMAT_UCHAR);
  const auto colours = grey ? (deep ? VIPS_INTERPRETATION_GREY16 : VIPS_INTERPRETATION_B_W)
                            : (deep ? VIPS_INTERPRETATION_RGB16 : VIPS_INTERPRETATION_sRGB);
  vips::VOption* options = VImage::option()->set("interpretation", colours);
  if (photo.resolution.x > 0 && photo.resolution.y > 0) {
    options->set("xres", photo.resolution.x)->set("yres", photo.resolution.y);
  }
  image = image.copy(options);
  if (!photo.profile.empty()) {
    image.set(VIPS_META_ICC_NAME, nullptr, const_cast<char*>(photo.profile.data()),
              photo.profile.size());  // copied where there is nothing to free it with
  }
}

/// The saver of a format and what it is told.
struct Saver {
  const char* name;
  vips::VOption* options;  // the call takes it
};

Saver saver_of(ImageFormat format, const Photo& photo) {
  vips::VOption* options = VImage::option();
  switch (format) {
    case ImageFormat::kJpeg:
      // Halved chroma would smear the colours of what the generator changed.
      return {"jpegsave_buffer", options->set("Q", kJpegQuality)
                                     ->set("optimize_coding", true)
                                     ->set("subsample_mode", VIPS_FOREIGN_SUBSAMPLE_OFF)};
    case ImageFormat::kPng:
      return {"pngsave_buffer",
              options->set("filter", VIPS_FOREIGN_PNG_FILTER_PAETH)->set("compression", 3)};
    case ImageFormat::kWebp:
      return {"webpsave_buffer", options->set("lossless", !photo.lossy)
                                     ->set("exact", true)  // colours under full transparency
                                     ->set("Q", kWebpQuality)};
    case ImageFormat::kTiff:
      return {"tiffsave_buffer", options->set("compression", VIPS_FOREIGN_TIFF_COMPRESSION_LZW)
                                     ->set("predictor", VIPS_FOREIGN_TIFF_PREDICTOR_HORIZONTAL)
                                     ->set("resunit", VIPS_FOREIGN_TIFF_RESUNIT_INCH)};
    case ImageFormat::kJpeg2000:
      return {"jp2ksave_buffer",
              options->set("lossless", true)->set("subsample_mode", VIPS_FOREIGN_SUBSAMPLE_OFF)};
    case ImageFormat::kGif:
      return {"gifsave_buffer", options};
    default:
      break;
  }
  const bool avif = format == ImageFormat::kAvif;
  // Halved chroma in HEIC: hardly any other program reads it otherwise.
  return {"heifsave_buffer",
          options
              ->set("compression",
                    avif ? VIPS_FOREIGN_HEIF_COMPRESSION_AV1 : VIPS_FOREIGN_HEIF_COMPRESSION_HEVC)
              ->set("Q", kHeifQuality)
              ->set("bitdepth", photo.pixels.depth() == CV_8U ? 8
                                : avif                        ? 12
                                                              : 10)
              ->set("subsample_mode", avif ? VIPS_FOREIGN_SUBSAMPLE_OFF : VIPS_FOREIGN_SUBSAMPLE_ON)
              ->set("strip", photo.profile.empty())};  // its EXIF can't be taken out again
}

std::string saved(const VImage& image, const Saver& saver) {
  VipsBlob* blob = nullptr;
  image.call(saver.name, saver.options->set("in", image)->set("buffer", &blob));
  std::size_t size = 0;
  const void* data = vips_blob_get(blob, &size);
  std::string bytes(static_cast<const char*>(data), size);
  vips_area_unref(VIPS_AREA(blob));
  return bytes;
}

std::string encode(const Photo& photo, ImageFormat format) {
  Canvas canvas(photo);
  // Its saver would lay the image on black.
  if (format == ImageFormat::kJpeg && canvas.image.has_alpha()) {
    canvas.image =
        canvas.image.extract_band(0, VImage::option()->set("n", canvas.image.bands() - 1));
  }
  const std::string bytes = saved(canvas.image, saver_of(format, photo));
  constexpr double kInch = 25.4;
  if (format == ImageFormat::kJpeg) {
    JfifDensity density{photo.resolution.x * kInch, photo.resolution.y * kInch};
    const auto ratio = photo.file ? jfif_ratio(*photo.file) : std::nullopt;
    if (photo.resolution == cv::Point2d() && ratio) {
      const bool across = photo.orientation > 4;  // the file's own is upright by now
      density = {1.0 * (across ? ratio->height : ratio->width),
                 1.0 * (across ? ratio->width : ratio->height), false};
    }
    return jfif_without_exif(bytes, density);
  }
  if (format == ImageFormat::kWebp) return webp_without_exif(bytes);
  return bytes;
}

Photo converted(const Photo& photo) {
  const int depth = photo.pixels.depth();
  const VImage srgb = Canvas(photo).image.icc_transform(
      "srgb", VImage::option()->set("embedded", true)->set("depth", depth == CV_8U ? 8 : 16));
  Photo result = photo;
  result.profile.clear();
  result.pixels = cv::Mat(srgb.height(), srgb.width(), CV_MAKETYPE(depth, srgb.bands()));
  srgb.write(VImage::new_from_memory(result.pixels.data,
                                     result.pixels.total() * result.pixels.elemSize(), srgb.width(),
                                     srgb.height(), srgb.bands(), srgb.format()));
  cv::cvtColor(result.pixels, result.pixels,
               srgb.bands() == 3 ? cv::COLOR_RGB2BGR : cv::COLOR_RGBA2BGRA);
  return result;
}

/// Calls `work`; what libvips throws is an `Error` that begins with `problem`.
template <typename Work>
auto guarded(const std::string& problem, Work work) {
  start_vips();
  try {
    return work();
  } catch (const vips::VError& error) {
    vips_error_clear();
    throw Error(problem + " (" + cause(error.what()) + ")");
  }
}

}  // namespace

std::string encode_with_vips(const Photo& photo, ImageFormat format) {
  return guarded("can't be encoded as " + std::string(to_string(format)),
                 [&] { return encode(photo, format); });
}

Photo without_profile(const Photo& photo) {
  if (photo.profile.empty()) return photo;
  return guarded("its colours can't be converted", [&] { return converted(photo); });
}

}  // namespace antifaz
