#pragma once

#include <cstdint>
#include <opencv2/core.hpp>
#include <string>
#include <vector>

#include "pipelines/autoencoders/autoencoder_figures.hpp"

namespace antifaz {

/// One variant after its training.
struct ComparedAutoencoder {
  std::string variant;
  std::string fault;            ///< why there is none; then nothing else is set
  std::int64_t parameters = 0;  ///< numbers that were learned
  std::int64_t code = 0;        ///< numbers in a code
  AutoencoderFigures figures;   ///< on the validation examples
  std::int64_t steps = 0;
  double seconds = 0;  ///< of training
  cv::Mat shown;  ///< reconstructions of the images shown, side by side: 8-bit BGR; none of vectors
};

struct AutoencoderComparison {
  std::size_t training = 0, validation = 0;  ///< examples
  double mean_mse = 0;      ///< on the validation examples, of the mean of the training examples
  cv::Mat originals;        ///< the images shown, side by side; none of vectors
  std::size_t skipped = 0;  ///< images that could not be read
  std::vector<ComparedAutoencoder> variants;
};

/// Its figures as text: a header, then a row a variant. Empty where a variant has none.
std::vector<std::vector<std::string>> comparison_table(const AutoencoderComparison& comparison);

/// That as a table in markdown.
std::string markdown_table(const std::vector<std::vector<std::string>>& table);

/// The error of the mean of the training examples, and which variants did worse: a sentence or two.
std::string beside_the_mean(const AutoencoderComparison& comparison);

}  // namespace antifaz
