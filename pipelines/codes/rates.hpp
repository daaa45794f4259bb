#pragma once

#include <opencv2/core.hpp>

#include "models/autoencoders/autoencoder.hpp"
#include "models/codes/code_file.hpp"
#include "src/core/figure.hpp"

namespace antifaz {

/// What one way to store images costs and gives.
struct RatePoint {
  std::string method, setting;
  double bytes = 0;        ///< an image, everything counted but a code's model
  double image_bytes = 0;  ///< the part that is about the image: no tables, no file header
  Figure psnr;             ///< dB, mean over images
};

/// Images of a model, [N, 1 or 3, H, W], uint8 or unit range, as 8-bit grey or BGR.
std::vector<cv::Mat> to_pictures(const at::Tensor& images);

/// Decoded codes as `to_pictures` makes them.
std::vector<cv::Mat> decoded_pictures(Autoencoder& model, const at::Tensor& codes);

/// Codes of the model quantised to so many bits and packed, all images in one file (names left
/// out).
RatePoint code_rate(Autoencoder& model, const std::string& name, const at::Tensor& images,
                    int bits);

/// JPEG with half the chroma resolution and code tables made for each image, as small as the format
/// gets. `image_bytes` counts the entropy-coded pixels alone.
RatePoint jpeg_rate(const std::vector<cv::Mat>& pictures, int quality);

/// WebP, lossy.
RatePoint webp_rate(const std::vector<cv::Mat>& pictures, int quality);

}  // namespace antifaz
