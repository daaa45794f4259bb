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

}  // namespace antifaz::image_limits
