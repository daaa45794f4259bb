#pragma once

#include <cstddef>
#include <cstdint>

/// What an image file may claim before it is taken for an attack on memory: each is compared with
/// the file's header before anything of that size is taken.
namespace antifaz::image_limits {

/// The file itself, which is read whole (a later change on disk then can't reach the decoder).
inline constexpr std::uintmax_t kFileBytes = std::uintmax_t{1} << 30;
/// 268 megapixels are more than any camera's photograph; a few kilobytes can claim a gigapixel.
inline constexpr std::uint64_t kPixels = std::uint64_t{1} << 28;
/// Of the decoded pixels: 268 megapixels of 8-bit RGBA, half of that at 16 bits.
inline constexpr std::uint64_t kPixelBytes = std::uint64_t{1} << 30;
/// Pages, frames or top-level images. With more than one the others would be lost, unprotected or
/// not: such a file is refused.
inline constexpr int kPictures = 1;
/// Of a JPEG file. Programs write ten or so; a small file of thousands takes hours.
inline constexpr int kScans = 100;
/// A colour profile: those of presses have 3 MB at most.
inline constexpr std::size_t kProfileBytes = std::size_t{16} << 20;
/// EXIF outside of a TIFF file: a JPEG file's segment holds no more.
inline constexpr std::size_t kExifBytes = std::size_t{1} << 16;
/// Of all that a TIFF file's tags claim, where they don't lead to its pixels, and of any text in a
/// PNG file or XMP in a WebP file: tags may claim the same bytes over and over.
inline constexpr std::size_t kMetadataBytes = std::size_t{1} << 20;
/// A field of metadata that is kept: a longer one may be a picture.
inline constexpr std::size_t kFieldBytes = 4096;
/// A field of what is known to be harmless, such as a camera's name.
inline constexpr std::size_t kSafeFieldBytes = 256;

}  // namespace antifaz::image_limits
