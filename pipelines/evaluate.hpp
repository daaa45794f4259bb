#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "pipelines/observer.hpp"
#include "src/data/manifest.hpp"
#include "src/face/black_box.hpp"

namespace antifaz {

struct EvaluateOptions {
  Manifest originals;                      ///< folder and rows; gender may be unknown in some
  std::filesystem::path protected_folder;  ///< holds the same relative paths
  std::vector<Pair> pairs;                 ///< verification trials; empty: no matching is evaluated
  std::size_t batch = 32;
};

/// Face-by-face gender classification, men as the positive class.
struct GenderResult {
  std::string classifier;
  bool in_the_loop = false;  ///< the generator was trained against it: not evidence of protection
  double auc_original = 0, auc_protected = 0;
  double balanced_accuracy_original = 0, balanced_accuracy_protected = 0;  ///< threshold 0.5
  double flipped = 0;              ///< share of the faces scored whose answer changed
  std::size_t men = 0, women = 0;  ///< faces scored in both versions
};

/// One kind of comparison at the thresholds fixed on original-original.
struct MatchRates {
  double tmr_1 = 0, tmr_01 = 0;  ///< TMR at the thresholds of FMR 1 % and 0.1 %
  double fmr_1 = 0, fmr_01 = 0;  ///< FMR actually met at those thresholds
  double eer = 0;
};

struct MatchResult {
  std::string matcher;
  bool in_the_loop = false;
  double threshold_1 = 0, threshold_01 = 0;
  MatchRates original_original, original_protected, protected_protected;
  std::size_t mated = 0, non_mated = 0;  ///< pairs whose images are in the manifest
};

struct QualityResult {
  double psnr_db = 0;  ///< mean over changed faces, chip area (feathered mask > 0), 8-bit RGB;
                       ///< infinite where none changed
  double ssim = 0;  ///< mean over faces, same area, luma, 11x11 Gaussian window (Wang et al. 2004)
  double ciede2000 = 0;  ///< mean colour difference over face pixels
  std::size_t faces = 0;
  std::size_t identical = 0;  ///< of them, not changed at all
};

struct EvaluateReport {
  std::size_t images = 0;             ///< rows of the manifest
  std::size_t missing_protected = 0;  ///< rows without a protected file
  std::size_t unreadable = 0;
  std::size_t no_face_original = 0, no_face_protected = 0;  ///< failures to acquire
  std::size_t unlabelled = 0;
  std::vector<GenderResult> gender;
  std::vector<MatchResult> matching;
  QualityResult quality;
  std::vector<std::string> problems;  ///< one line each: file and what is wrong
  double seconds = 0;
};

/// A classifier or matcher and whether the generator was trained against it.
template <typename Box>
struct Judge {
  std::unique_ptr<Box> box;
  bool in_the_loop = false;
};

/// Finds the main face of every original and, independently, of its protected version, scores both
/// with every judge, and compares. A face not found counts as a failure to acquire: its comparisons
/// are false non-matches. Quality compares the two versions in the original's chip. Throws `Error`
/// where the folders have no file in common.
EvaluateReport evaluate(const EvaluateOptions& options, FaceDetector& detector,
                        const std::vector<Judge<GenderClassifier>>& classifiers,
                        const std::vector<Judge<FaceMatcher>>& matchers, Observer& observer);

}  // namespace antifaz
