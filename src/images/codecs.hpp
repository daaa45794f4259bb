#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "src/images/image_io.hpp"

/// The codecs behind `read_photo` and `write_photo`: from a file's bytes to upright pixels or the
/// reason why not, and back. They print nothing.
namespace antifaz {

using Decoded = std::variant<Photo, ImageFault>;

/// Every format but BMP, with libvips. Only the loader of the format named ever sees the bytes.
Decoded decode_with_vips(const std::string& bytes, ImageFormat format);

/// Every format but BMP. Throws `Error` (without a place) for what the format can't hold.
std::string encode_with_vips(const Photo& photo, ImageFormat format);

/// The pixels in sRGB, for formats without profiles. Without a profile, or with a broken one, they
/// stay as they are.
Photo without_profile(const Photo& photo);

/// BMP of every header and compression in use, with gdk-pixbuf: libvips would hand it to
/// ImageMagick, which refuses some of them and keeps large images in temporary files.
Decoded decode_bmp(const std::string& bytes);

/// 8-bit BMP of 1, 3 or 4 channels.
std::string encode_bmp(const Photo& photo);

/// What a JPEG file has lost, in libjpeg's words: bad codes, missing blocks or scans. Empty where
/// every coefficient is there, whatever oddities else (a missing end marker, stray bytes).
std::string jpeg_damage(const std::string& bytes);

/// Whether an image of these many pixels and bytes is beyond `image_limits`, and then what to say.
std::optional<ImageFault> too_large(std::uint64_t width, std::uint64_t height,
                                    std::uint64_t bytes_per_pixel);

}  // namespace antifaz
