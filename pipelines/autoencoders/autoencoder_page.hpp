#pragma once

#include <opencv2/core.hpp>
#include <string>

#include "pipelines/autoencoders/autoencoder_comparison.hpp"

namespace antifaz {

/// A comparison of autoencoders as one HTML page that needs nothing else: its table and, of images,
/// the originals above every variant's reconstructions, and what it invents. `data` says what was
/// compared on.
std::string autoencoder_page(const AutoencoderComparison& comparison, const std::string& data);

/// The same pictures as one 8-bit BGR image: originals, then the reconstructions of
/// every variant, in their order, then in the same order what each invents, a row a sampler.
/// Precondition: the examples are images.
cv::Mat comparison_picture(const AutoencoderComparison& comparison);

}  // namespace antifaz
