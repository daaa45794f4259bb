#pragma once

#include <cstdint>
#include <opencv2/core.hpp>
#include <optional>
#include <string>
#include <vector>

#include "src/core/named_values.hpp"

namespace antifaz {

/// Images that a sampler drew, side by side: 8-bit BGR.
struct DrawnImages {
  std::string sampler;
  cv::Mat shown;
};

/// One variant after its trainings, one a seed.
struct ComparedAutoencoder {
  std::string variant;
  std::string fault;            ///< why there is none; then nothing else is set
  std::int64_t parameters = 0;  ///< numbers that were learned
  std::int64_t code = 0;        ///< numbers in a code
  std::int64_t steps = 0;
  /// Of each training: `named` figures on the validation examples; of faces "frechet_prior" and
  /// "frechet_mixture" (`FaceGauge`) where the variant can draw so; "seconds" it took.
  std::vector<NamedValues> runs;
  cv::Mat shown;  ///< of the first: reconstructions of the images shown; none of vectors
  std::vector<DrawnImages> drawn;  ///< of the first, likewise

  /// Mean of a figure over the trainings; none where one of them has it not.
  std::optional<double> mean(const std::string& figure) const;
  /// Half the length of the 95 % interval of that mean, by Student's t; none of a single training.
  std::optional<double> margin(const std::string& figure) const;
};

/// What the Frechet distances of a comparison were measured with.
struct FrechetBasis {
  std::int64_t images = 0;      ///< drawn, and as many of the training's
  std::optional<double> floor;  ///< what as many other images of the training come to
};

struct AutoencoderComparison {
  std::size_t training = 0, validation = 0;  ///< examples
  std::int64_t seeds = 1;                    ///< trainings of each variant
  double mean_mse = 0;      ///< on the validation examples, of the mean of the training examples
  cv::Mat originals;        ///< the images shown, side by side; none of vectors
  std::size_t skipped = 0;  ///< images that could not be read
  std::optional<FrechetBasis> frechet;  ///< none where it was not measured
  std::vector<ComparedAutoencoder> variants;
};

/// Its figures as text: a header, then a row a variant. Empty where a variant has none. Of several
/// trainings the mean, and behind "±" its margin. A column that all variants lack is left out.
std::vector<std::vector<std::string>> comparison_table(const AutoencoderComparison& comparison);

/// That as a table in markdown.
std::string markdown_table(const std::vector<std::vector<std::string>>& table);

/// The error of the mean of the training examples, and which variants did worse: a sentence or two.
std::string beside_the_mean(const AutoencoderComparison& comparison);

/// `beside_the_mean`, and what the figures are: of how many trainings, what the Frechet distance is
/// of. Some sentences.
std::string comparison_notes(const AutoencoderComparison& comparison);

}  // namespace antifaz
