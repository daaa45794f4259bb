#pragma once

#include <opencv2/core.hpp>
#include <string>
#include <vector>

#include "pipelines/selfcheck/answer_rule.hpp"
#include "src/face/judge_interfaces.hpp"

namespace antifaz {

/// Who is asked whether a protected face is as it should be. Without a matcher nobody asks whether
/// it still matches, without a classifier nobody where its answer went.
struct FaceJudges {
  FaceMatcher* matcher = nullptr;          ///< may be null
  double match_threshold = 0;              ///< similarity from which on it says "the same person"
  GenderClassifier* classifier = nullptr;  ///< may be null
};

enum class FaceFault {
  kNone,
  kUnchanged,  ///< it stays as it was, or lost its change when it was encoded
  kNoMatch,    ///< the matcher takes it for another person
  kAnswer      ///< the classifier's answer didn't go where the mode draws it
};

struct FaceVerdict {
  FaceFault fault = FaceFault::kNone;
  bool too_strong = false;  ///< a weaker change may do; else a stronger one may
  std::string why;          ///< "no longer matches: 0.21, needs 0.28"; empty without a fault
};

/// A face before and after. Chips are 8-bit BGR, `kChipSize` square, all cut alike.
struct FaceToCheck {
  cv::Mat original;  ///< of the photograph as it was read
  cv::Mat meant;     ///< of what was to be written
  cv::Mat decoded;   ///< of what was written, decoded again
  AnswerPromise promise;
  bool judged = true;   ///< false: too small for matchers and classifiers (`can_be_judged`), or
                        ///< perhaps no face
  bool secret = false;  ///< the target is: the reason tells no figures of the answers
  /// What the judges said of `original`; filled by the first check, kept by the caller for others.
  struct Known {
    cv::Mat embedding;
    double male = 0;
    bool asked = false;
  }* known = nullptr;
};

/// Looks at protected faces as they will be seen.
class SelfCheck {
 public:
  explicit SelfCheck(FaceJudges judges) : judges_(std::move(judges)) {}

  /// One verdict a face, in order; the judges are asked for all faces together. In this order, the
  /// first fault counts:
  /// 1. Inside the face (an ellipse around its landmarks) some pixel of `decoded` differs from the
  ///    original by a level of 255 or more, and at least half of the change that was meant is in
  ///    it: what is left along the meant change (their inner product), so that the noise of coding
  ///    is none.
  /// 2. The matcher's similarity of original and decoded face is at least its threshold.
  /// 3. The classifier's answer went where the mode draws it (`answer_figures`).
  /// Answers that are no numbers are faults. 2 and 3 are not asked where a face is not to be
  /// judged.
  std::vector<FaceVerdict> verdicts(const std::vector<FaceToCheck>& faces);

 private:
  void ask_about_originals(const std::vector<const FaceToCheck*>& faces);

  FaceJudges judges_;
};

/// Below this many pixels between the eyes, a face of about 20 pixels, matchers and classifiers see
/// little but a blur. Such a face must differ from the original, and nobody is asked more.
inline constexpr double kLeastEyeDistance = 8;
bool can_be_judged(const Landmarks& landmarks);

}  // namespace antifaz
