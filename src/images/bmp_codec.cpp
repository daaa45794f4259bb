#include <gdk-pixbuf/gdk-pixbuf.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>
#include <utility>
#include <vector>

#include "src/images/codecs.hpp"
#include "src/images/vips_library.hpp"

namespace antifaz {
namespace {

struct Unref {
  void operator()(gpointer object) const { g_object_unref(object); }
};

std::uint32_t little_endian(std::string_view bytes, std::size_t at, std::size_t size) {
  std::uint32_t value = 0;
  for (std::size_t i = size; i-- > 0;)
    value = value << 8 | static_cast<unsigned char>(bytes[at + i]);
  return value;
}

void put_little_endian(std::uint32_t value, std::size_t at, std::string& bytes) {
  for (int i = 0; i < 4; ++i) bytes[at + i] = static_cast<char>(value >> (8 * i));
}

constexpr std::size_t kWidthAt = 18, kResolutionAt = 38;  // from the file's start

struct Header {
  std::uint64_t width = 0, height = 0, bits = 0, offset = 0, colours = 0;
  bool compressed = false;
  cv::Point2d resolution;
};

/// Of OS/2 1.x (12 bytes, 16-bit sizes) and all later ones (32-bit sizes, rows negative where they
/// run down).
std::optional<Header> read_header(std::string_view bytes) {
  constexpr std::size_t kShort = 26, kLong = 54, kInfoAt = 14;
  if (bytes.size() < kShort) return std::nullopt;
  // gdk-pixbuf takes as much memory as the header claims to be long.
  if (little_endian(bytes, kInfoAt, 4) > bytes.size() - kInfoAt) return std::nullopt;
  Header header;
  header.offset = little_endian(bytes, 10, 4);
  if (little_endian(bytes, kInfoAt, 4) == 12) {
    header.width = little_endian(bytes, kWidthAt, 2);
    header.height = little_endian(bytes, kWidthAt + 2, 2);
    header.bits = little_endian(bytes, 24, 2);
    return header;
  }
  if (bytes.size() < kLong) return std::nullopt;
  const auto height = static_cast<std::int32_t>(little_endian(bytes, kWidthAt + 4, 4));
  header.width = little_endian(bytes, kWidthAt, 4);
  header.height = static_cast<std::uint64_t>(std::abs(std::int64_t{height}));
  header.bits = little_endian(bytes, 28, 2);
  const std::uint32_t compression = little_endian(bytes, 30, 4);
  header.compressed = compression == 1 || compression == 2;  // run lengths of 8 and 4 bits
  header.resolution = {little_endian(bytes, kResolutionAt, 4) / 1000.,
                       little_endian(bytes, kResolutionAt + 4, 4) / 1000.};
  header.colours = little_endian(bytes, kResolutionAt + 8, 4);
  return header;
}

/// The size that the file states of itself is wrong in many: what counts is what the rows need.
/// Nor is there less before the rows than the palette needs: gdk-pixbuf believes the number of
/// colours and takes gigabytes for them.
bool is_cut_short(const Header& header, std::size_t size) {
  constexpr std::uint64_t kColourBytes = 4, kPaletteBits = 8;
  if (header.offset > size) return true;
  if (header.bits <= kPaletteBits && header.colours * kColourBytes > size) return true;
  const std::uint64_t row = (header.width * header.bits + 31) / 32 * 4;
  return !header.compressed && header.offset + row * header.height > size;
}

/// Rows that a decoder has announced as done.
using Rows = std::vector<bool>;

void on_rows(GdkPixbufLoader*, gint, gint y, gint, gint height, gpointer rows) {
  auto& done = *static_cast<Rows*>(rows);
  for (int i = std::max(y, 0); i < y + height && i < static_cast<int>(done.size()); ++i) {
    done[static_cast<std::size_t>(i)] = true;
  }
}

cv::Mat pixels_of(const GdkPixbuf* image) {
  const int channels = gdk_pixbuf_get_n_channels(image);
  const cv::Mat view(gdk_pixbuf_get_height(image), gdk_pixbuf_get_width(image), CV_8UC(channels),
                     const_cast<guint8*>(gdk_pixbuf_read_pixels(image)),
                     static_cast<std::size_t>(gdk_pixbuf_get_rowstride(image)));
  cv::Mat pixels;
  if (channels == 4) {
    cv::Mat alpha;
    cv::extractChannel(view, alpha, 3);
    const bool opaque = cv::countNonZero(alpha != 255) == 0;  // as of every run-length file
    cv::cvtColor(view, pixels, opaque ? cv::COLOR_RGBA2BGR : cv::COLOR_RGBA2BGRA);
  } else {
    cv::cvtColor(view, pixels, cv::COLOR_RGB2BGR);
  }
  return pixels;
}

/// OpenCV writes four channels under the oldest header, where the fourth means nothing: makes it a
/// header of 108 bytes with channel masks.
void announce_alpha(std::string& bytes) {
  constexpr std::size_t kFileSizeAt = 2, kOffsetAt = 10, kHeaderAt = 14, kCompressionAt = 30;
  constexpr std::size_t kShort = 40, kLong = 108, kMasks = 3;
  std::string further(kLong - kShort, '\0');
  std::size_t at = 0;
  for (const std::uint32_t field : {0xFF0000u, 0xFF00u, 0xFFu, 0xFF000000u, 0x73524742u}) {
    put_little_endian(field, at, further);  // red, green, blue, alpha; "sRGB"
    at += 4;
  }
  bytes.insert(kHeaderAt + kShort, further);
  put_little_endian(kLong, kHeaderAt, bytes);
  put_little_endian(kMasks, kCompressionAt, bytes);
  put_little_endian(kHeaderAt + kLong, kOffsetAt, bytes);
  put_little_endian(static_cast<std::uint32_t>(bytes.size()), kFileSizeAt, bytes);
}

}  // namespace

Decoded decode_bmp(const std::string& bytes) {
  start_vips();  // for the silence
  const std::optional<Header> header = read_header(bytes);
  if (!header || is_cut_short(*header, bytes.size())) return ImageFault{"the file is truncated"};
  if (auto fault = too_large(header->width, header->height, 4)) return *fault;
  GError* error = nullptr;
  const auto fault = [&error](const std::string& otherwise) {
    const std::string reason = error ? error->message : otherwise;
    g_clear_error(&error);
    return ImageFault{"can't be decoded (" + reason + ")"};
  };
  const std::unique_ptr<GdkPixbufLoader, Unref> loader(
      gdk_pixbuf_loader_new_with_type("bmp", &error));
  if (!loader) return fault("gdk-pixbuf has no BMP loader");
  Rows rows(header->height);
  g_signal_connect(loader.get(), "area-updated", G_CALLBACK(on_rows), &rows);
  const bool written = gdk_pixbuf_loader_write(
      loader.get(), reinterpret_cast<const guchar*>(bytes.data()), bytes.size(), &error);
  const bool closed = gdk_pixbuf_loader_close(loader.get(), written ? &error : nullptr);
  if (!written || !closed) return fault("damaged");
  const GdkPixbuf* image = gdk_pixbuf_loader_get_pixbuf(loader.get());
  if (!image) return fault("damaged");
  if (header->compressed && std::count(rows.begin(), rows.end(), false) > 0) {
    return ImageFault{"the file is truncated"};
  }
  Photo photo;
  photo.pixels = pixels_of(image);
  photo.format = ImageFormat::kBmp;
  if (header->resolution.x > 0 && header->resolution.y > 0) photo.resolution = header->resolution;
  return photo;
}

std::string encode_bmp(const Photo& photo) {
  std::vector<unsigned char> buffer;
  cv::imencode(".bmp", photo.pixels, buffer);
  std::string bytes(buffer.begin(), buffer.end());
  for (const auto& [at, per_mm] :
       {std::pair(kResolutionAt, photo.resolution.x), {kResolutionAt + 4, photo.resolution.y}}) {
    put_little_endian(static_cast<std::uint32_t>(std::lround(per_mm * 1000)), at, bytes);
  }
  if (photo.pixels.channels() == 4) announce_alpha(bytes);
  return bytes;
}

}  // namespace antifaz
