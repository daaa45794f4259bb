#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace antifaz {

/// The formats this program reads and writes.
enum class ImageFormat { kJpeg, kPng, kWebp, kTiff, kBmp, kHeic, kAvif, kJpeg2000, kGif };

/// By a file's first bytes, whatever its name says. Nothing where it is none of the formats above.
std::optional<ImageFormat> format_of_bytes(std::string_view bytes);

/// By extension, any case: jpg jpeg jpe jif jfif pjpeg mpo png webp tif tiff bmp dib heic heif hif
/// avif jp2 j2k jpf jpx j2c jpc gif.
std::optional<ImageFormat> format_of_name(const std::filesystem::path& path);

/// "JPEG", "PNG" and so on.
std::string_view to_string(ImageFormat format);

/// All of them for a message: "JPEG, PNG, ..., JPEG 2000 or GIF".
std::string image_format_names();

}  // namespace antifaz
