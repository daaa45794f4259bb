#pragma once

#include <filesystem>
#include <opencv2/core.hpp>
#include <string>
#include <utility>
#include <vector>

#include "pipelines/anonymize/anonymize_options.hpp"
#include "pipelines/anonymize/anonymize_report.hpp"
#include "pipelines/anonymize/photo_writer.hpp"
#include "pipelines/examined_photo.hpp"
#include "pipelines/selfcheck/self_check.hpp"

namespace antifaz {

/// A face on its way to being protected.
struct TreatedFace {
  Face face;
  cv::Mat chip;        ///< of the original, see `cut_chip`
  cv::Mat change;      ///< see `Protector`; empty where there is none
  std::string unfit;   ///< why it can't be changed, known from the start
  ProtectedFace told;  ///< what the outcome will say of it

  // What was tried:
  double factor = 1;                      ///< on the change, beside the user's strength
  double too_weak = 0, too_strong = 1e9;  ///< factors that were
  cv::Mat meant, decoded;                 ///< chips of the last attempt
  FaceToCheck::Known known;
};

/// A photograph whose faces are changed, encoded, decoded, looked at, and changed otherwise where
/// they are not as they should be.
///
/// A face whose answer did not move far enough is tried with 1.25 and 1.5 times the change, one
/// that no longer matches, or whose answer went past the middle, with 0.75 and 0.5 of it; no factor
/// at or beyond one that was too weak or too strong. With a strength below 1 the user wished for
/// less: nothing above it is tried. What still fails gets the fallback.
///
/// A doubtful face must differ from the original, and nobody is asked more: a hand matches nobody.
/// Where it can't be changed it is blurred whatever the fallback, so that it never quarantines a
/// photograph.
class TreatedPhoto {
 public:
  /// Both must outlive it. Of `input` metadata is kept; `output` names the file in errors.
  TreatedPhoto(const ExaminedPhoto& seen, const AnonymizeOptions& options,
               std::filesystem::path input, std::filesystem::path output)
      : seen_(seen), options_(options), input_(std::move(input)), output_(std::move(output)) {}

  std::vector<TreatedFace> faces;

  /// Gives unfit faces the fallback. Once, before the first attempt.
  void begin();
  /// Makes the file's bytes with the faces as they now are to be, decodes them and cuts the chips.
  /// Throws where it can't be encoded or decoded again.
  void attempt();
  /// The protected faces of the last attempt. They refer to this.
  std::vector<FaceToCheck> to_check();
  /// Takes the verdicts of `to_check`, in order. True where another attempt is needed.
  bool take(const std::vector<FaceVerdict>& verdicts);

  /// Why nothing of it may be written: a face that is neither as it should be nor made
  /// unrecognisable. "its face 2 of 3 no longer matches: 0.21, needs 0.28"; else empty.
  const std::string& quarantine() const { return quarantine_; }
  /// The file of the last attempt; once.
  ProtectedFile take_file() { return std::move(file_); }

 private:
  Photo rendered() const;
  void expect_covered(const cv::Mat& before, const cv::Mat& meant, const cv::Mat& decoded) const;
  bool try_again(TreatedFace& face, const FaceVerdict& verdict) const;
  void fall_back(TreatedFace& face, const std::string& why);

  const ExaminedPhoto& seen_;
  const AnonymizeOptions& options_;
  std::filesystem::path input_, output_;
  ProtectedFile file_;
  std::string quarantine_;
};

/// Carries photographs through all their attempts; the judges are asked for all of them together.
/// One that can't be encoded or decoded gets its reason into the place of `faults`, one a
/// photograph, which is empty else.
std::vector<std::string> treat(const std::vector<TreatedPhoto*>& photos, SelfCheck& check);

}  // namespace antifaz
