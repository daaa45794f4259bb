#pragma once

#include <opencv2/core.hpp>
#include <string>

#include "pipelines/autoencoders/autoencoder_comparison.hpp"

namespace antifaz {

/// A comparison of autoencoders as one HTML page that needs nothing else: its table and, of images,
/// the originals above every variant's reconstructions. `data` says what was compared on.
std::string autoencoder_page(const AutoencoderComparison& comparison, const std::string& data);

/// The same pictures as one 8-bit BGR image: originals, then a row a variant, in their order.
/// Precondition: the examples are images.
cv::Mat comparison_picture(const AutoencoderComparison& comparison);

}  // namespace antifaz
