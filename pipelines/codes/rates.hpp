#pragma once

#include <opencv2/core.hpp>
#include <string>
#include <vector>

#include "pipelines/codes/model_input.hpp"
#include "src/core/figure.hpp"

namespace at {
class Tensor;
}

namespace antifaz {

class Autoencoder;

struct RatesJob {
  std::vector<std::filesystem::path> models;  ///< of images of one shape; at least one
  std::filesystem::path data;                 ///< the images
  int limit = 0;                              ///< at most so many of them, evenly spaced; 0: all
  Device device;
  std::uint64_t seed = 1;
};

/// What one way to store images costs and gives.
struct RatePoint {
  std::string method, setting;
  double bytes = 0;        ///< an image, everything counted but a code's model
  double image_bytes = 0;  ///< the part that is about the image: no tables, no file header
  Figure psnr;             ///< dB, mean over images
};

struct RatesReport {
  std::size_t images = 0;
  std::vector<RatePoint> points;
  std::size_t skipped = 0;  ///< images that could not be read
};

/// What every model costs and gives at several numbers of bits, then JPEG and WebP at several
/// qualities, all of the same images. Throws `Error` for models of vectors or of unlike images, and
/// for what can't be read.
RatesReport compare_rates(const RatesJob& job, Observer& observer);

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
