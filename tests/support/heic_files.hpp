#pragma once

#include <libheif/heif.h>

#include <filesystem>
#include <opencv2/core.hpp>
#include <stdexcept>
#include <string>

#include "src/core/files.hpp"
#include "tests/support/temp_folder.hpp"

namespace antifaz::testing {

/// A HEIC file that stores these BGR pixels and says, with properties of the picture, how they are
/// to be turned (EXIF's 1 to 8), and that in `exif` besides.
inline std::string heic_of(const cv::Mat& pixels, int orientation, const std::string& exif) {
  const auto check = [](const heif_error& error) {
    if (error.code != heif_error_Ok) throw std::runtime_error(error.message);
  };
  heif_image* image = nullptr;
  check(heif_image_create(pixels.cols, pixels.rows, heif_colorspace_RGB,
                          heif_chroma_interleaved_RGB, &image));
  check(heif_image_add_plane(image, heif_channel_interleaved, pixels.cols, pixels.rows, 8));
  int stride = 0;
  uint8_t* plane = heif_image_get_plane(image, heif_channel_interleaved, &stride);
  for (int y = 0; y < pixels.rows; ++y) {
    for (int x = 0; x < pixels.cols; ++x) {
      for (int c = 0; c < 3; ++c) plane[y * stride + 3 * x + c] = pixels.at<cv::Vec3b>(y, x)[2 - c];
    }
  }
  heif_context* context = heif_context_alloc();
  heif_encoder* encoder = nullptr;
  check(heif_context_get_encoder_for_format(context, heif_compression_HEVC, &encoder));
  check(heif_encoder_set_lossy_quality(encoder, 95));
  heif_encoding_options* options = heif_encoding_options_alloc();
  options->image_orientation = static_cast<heif_orientation>(orientation);
  heif_image_handle* handle = nullptr;
  check(heif_context_encode_image(context, image, encoder, options, &handle));
  check(
      heif_context_add_exif_metadata(context, handle, exif.data(), static_cast<int>(exif.size())));
  const TempFolder folder;
  const std::filesystem::path file = folder / "x.heic";
  check(heif_context_write_to_file(context, file.c_str()));
  heif_image_handle_release(handle);
  heif_encoding_options_free(options);
  heif_encoder_release(encoder);
  heif_context_free(context);
  heif_image_release(image);
  return read_file(file);
}

}  // namespace antifaz::testing
