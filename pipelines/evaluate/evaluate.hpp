#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "models/detection/detector_choice.hpp"
#include "pipelines/attacks/attack_options.hpp"
#include "pipelines/evaluation_report.hpp"
#include "pipelines/gallery_face.hpp"
#include "pipelines/observer.hpp"
#include "src/core/device.hpp"

namespace antifaz {

/// What to evaluate, and who judges.
struct EvaluateJob {
  std::filesystem::path originals, protecteds;  ///< folders with files of the same names
  /// Labels; empty: ORIGINALS/manifest.csv or, without one, every image of ORIGINALS, unlabelled.
  std::filesystem::path manifest;
  /// Trials; empty: ORIGINALS/pairs.csv or, without one, all pairs where subjects are known.
  std::filesystem::path pairs;
  bool all_pairs = false;                     ///< compare all images, whatever pairs there are
  std::vector<std::filesystem::path> scores;  ///< CSV files of judges elsewhere (`read_scores`)

  /// Weights (.safetensors), dlib's .dat, or a .json that describes an ONNX or Caffe model.
  std::vector<std::filesystem::path> classifiers, matchers;
  std::filesystem::path generator;  ///< whose card tells which judges it was trained against
  DetectorChoice detector;
  AttackEffort effort = AttackEffort::kFast;
  /// Labelled faces of other people that attackers learn from as well; empty: none.
  std::filesystem::path attacker_gallery;

  std::size_t gallery = 0;       ///< this many faces to show
  std::size_t replicates = 400;  ///< of the bootstrap; 0: no intervals
  std::uint64_t seed = 1;        ///< of the bootstrap, of drawing pairs, and of attackers
  Device device;
  std::string command, program_version;  ///< for the report
};

/// All that an evaluation found.
struct Evaluation {
  EvaluateReport report;
  std::vector<GalleryFace> gallery;
};

/// Measures what protection does to classifiers, matchers and attackers, and judges it. Throws
/// `Error` where an input can't be used, and `Stopped`.
Evaluation evaluate(const EvaluateJob& job, Observer& observer);

}  // namespace antifaz
