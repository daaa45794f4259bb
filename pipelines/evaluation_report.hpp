#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "src/core/figure.hpp"
#include "src/core/two_class_scores.hpp"

namespace antifaz {

/// What an evaluation found. docs/report-schema.md says what every figure means; the same names
/// stand here.

/// A file whose contents decided the figures.
struct JudgeFile {
  std::string role;  ///< generator, classifier, matcher, scores or detector
  std::string name, file, sha256;
};

/// Counts of scores between ascending edges.
struct ScoreHistogram {
  std::vector<double> edges;
  std::vector<std::size_t> positive, negative;  ///< men and women, or mated and non-mated
};

/// True label (0 female, 1 male), then answer (0 female, 1 male, 2 no face acquired).
using Confusion = std::array<std::array<std::size_t, 3>, 2>;

/// A gender classifier on one version of the images.
struct GenderFigures {
  Figure auc, auc_distance, balanced_accuracy;  ///< threshold 0.5
  std::vector<double> accuracy_drawn;  ///< balanced, with everybody once and in each replicate
  Confusion confusion{};
  std::vector<ErrorRates> curve;
  ScoreHistogram histogram;
};

/// The group whose figures differ most.
struct LargestGap {
  std::string attribute, figure, highest_group, lowest_group;
  double highest = 0, lowest = 0;
  double gap() const { return highest - lowest; }
};

struct GenderGroup {
  std::string attribute, group;
  std::size_t faces = 0;
  struct Rates {
    Figure accuracy, auc;
  } original, changed;
};

struct GenderResult {
  std::string classifier;
  bool in_the_loop = false;  ///< the generator was trained against it: not evidence of protection
  std::size_t men = 0, women = 0;  ///< faces scored in both versions
  GenderFigures original, changed;
  Figure flipped;  ///< share of the faces scored whose answer changed
  Figure suppression_rate, suppression_rate_turned;
  std::vector<GenderGroup> groups;
  std::optional<LargestGap> largest_gap;
};

/// The false match rates whose operating points are reported.
inline constexpr std::array<double, 4> kFalseMatchRates{0.1, 0.01, 0.001, 0.0001};
/// Place of 1 % among them: what groups and summaries use.
inline constexpr std::size_t kOnePerCent = 1;
/// Rule of 30 (ISO/IEC 19795-1): with 30 errors the true rate lies with 90 % confidence within 30 %
/// of the one seen.
inline constexpr double kFewestErrors = 30;

/// Rates at a threshold that was fixed on the original-original comparisons.
struct OperatingPoint {
  double fmr = 0;  ///< nominal
  double threshold = 0;
  Figure tmr, fnmr, fmr_met;
  double expected_false_matches = 0;
  std::string reason;  ///< why the figures are weak (below 30 expected) or refused (below 1)
  bool too_few() const { return !reason.empty(); }
};

struct MatchFigures {
  std::size_t mated = 0, non_mated = 0;  ///< comparisons made
  std::size_t failures = 0;              ///< mated ones in which a face was not acquired
  std::array<OperatingPoint, kFalseMatchRates.size()> points;
  Figure eer, d_prime, auc;
  Figure impostor_gap;  ///< of same-gender against other-gender impostors (`ImpostorGap`)
  std::size_t same_gender = 0, other_gender = 0;  ///< such impostors
  std::vector<double> eer_drawn;                  ///< with everybody once and in each replicate
  std::vector<ErrorRates> det;
  ScoreHistogram histogram;
};

/// Original against original, original against protected (both directions), protected against
/// protected.
enum ComparisonKind { kOriginalOriginal, kOriginalProtected, kProtectedProtected };
inline constexpr std::size_t kComparisonKinds = 3;
inline constexpr std::array<const char*, kComparisonKinds> kComparisonKindNames{
    "original_original", "original_protected", "protected_protected"};

struct MatchGroup {
  std::string attribute, group;
  struct Rates {
    std::size_t mated = 0, non_mated = 0;
    Figure tmr, fmr_met, eer;  ///< at the threshold of FMR 1 % of all comparisons
  };
  std::array<Rates, kComparisonKinds> kinds;
};

/// Closed-set identification (ISO/IEC 19795-1): share of probes whose subject is among the first.
struct CumulativeMatches {
  Figure rank_1;
  Figure gender_read;       ///< balanced accuracy of the gender of the one ranked first
  std::vector<double> cmc;  ///< at rank 1, 2, ...
};

struct Identification {
  std::size_t gallery = 0, probes = 0;
  std::size_t read = 0;  ///< probes whose gender was read
  CumulativeMatches original, changed;
};

struct MatchResult {
  std::string matcher;
  bool in_the_loop = false;
  std::array<MatchFigures, kComparisonKinds> kinds;
  std::optional<Identification> identification;
  std::vector<MatchGroup> groups;
  std::optional<LargestGap> largest_gap;
};

/// Privacy gained for recognition lost.
struct TradeOff {
  std::string classifier, matcher;
  ComparisonKind kind = kOriginalProtected;
  Figure pic, pic_turned;
};

struct QualityResult {
  double psnr_db = 0;  ///< mean over changed faces, chip area (feathered mask > 0), 8-bit RGB;
                       ///< infinite where none changed
  double ssim = 0;  ///< mean over faces, same area, luma, 11x11 Gaussian window (Wang et al. 2004)
  double ciede2000 = 0;  ///< mean colour difference over face pixels
  std::size_t faces = 0;
  std::size_t identical = 0;  ///< of them, not changed at all
};

/// Attackers that learn are tested on this many women and men or more; two thirds of all train.
inline constexpr std::size_t kFewestTestPeople = 5;

/// What somebody who wants the gender back achieves.
struct AttackFigures {
  Figure auc, auc_distance, balanced_accuracy;
};

struct AttackResult {
  std::string name;
  std::string kind;    ///< aggregated, retrained, embedding, gallery, restored or detection
  std::string target;  ///< gender or, for detection, protected
  bool in_the_loop = false;
  std::size_t train_images = 0, train_subjects = 0, test_images = 0, test_subjects = 0;
  std::optional<AttackFigures> original;
  AttackFigures changed;
  double seconds = 0;
  std::string note;
};

/// What an attacker achieves with `size` of what it learns from.
struct AttackPoint {
  std::size_t size = 0;
  std::size_t draws = 0;  ///< attackers of that size averaged over, each with its own
  AttackFigures original, changed;
};

/// An attacker's success against the size of what it has.
struct AttackCurve {
  std::string name, kind;  ///< as of `AttackResult`: embedding, gallery or restored
  std::string unit;        ///< what `size` counts
  bool in_the_loop = false;
  std::vector<AttackPoint> points;  ///< by ascending size
};

/// Faces of other people that an attacker brought along, by image.
struct AttackerGallery {
  std::string folder;
  std::size_t images = 0, unlabelled = 0;
  std::size_t evaluated = 0;     ///< left out: of people who are evaluated
  std::size_t without_face = 0;  ///< no face found, or unreadable
  std::size_t women = 0, men = 0, people = 0;
};

/// A fault of the protected folder that makes averages meaningless.
struct FolderFault {
  std::string id;     ///< copy, unprotected_images or turned_answers
  std::string judge;  ///< of turned_answers
  std::size_t images = 0, of = 0;
  std::vector<std::string> examples;
  std::string text;
};

struct Finding {
  std::string id, severity, text;  ///< severity: fault, warning or note
};

struct Verdict {
  std::string level;  ///< leaks, weak, partial, strong or unknown
  std::string privacy, recognition;
  std::vector<Finding> findings;
};

struct EvaluateReport {
  std::string program_version, command;
  std::vector<JudgeFile> files;

  std::string originals, protecteds;  ///< folders
  std::size_t images = 0;             ///< rows of the manifest
  std::size_t subjects = 0, men = 0, women = 0, unlabelled = 0;
  std::size_t missing_protected = 0;  ///< rows without a protected file
  std::size_t unreadable = 0;
  std::size_t no_face_original = 0, no_face_protected = 0;  ///< failures to acquire

  std::string pairs = "none";  ///< file, all or none
  std::size_t mated = 0, non_mated = 0, non_mated_possible = 0;
  std::size_t replicates = 0;
  std::uint64_t seed = 0;

  std::vector<GenderResult> gender;
  std::vector<MatchResult> matching;
  std::vector<TradeOff> trade_offs;
  QualityResult quality;
  std::vector<AttackResult> attackers;
  std::vector<AttackCurve> attack_curves;
  std::optional<AttackerGallery> attacker_gallery;
  bool too_few_to_attack = false;  ///< people, for attackers that were asked for
  std::vector<FolderFault> folder_faults;
  Verdict verdict;
  std::vector<std::string> problems;  ///< one line each: file and what is wrong
  double seconds = 0;
};

}  // namespace antifaz
