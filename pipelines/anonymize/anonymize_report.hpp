#pragma once

#include <filesystem>
#include <opencv2/core.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "src/core/labels.hpp"

namespace antifaz {

enum class OutcomeKind { kProtected, kNoFace, kCopied, kFailed };
std::string_view to_string(OutcomeKind kind);

/// A face that was changed.
struct ProtectedFace {
  cv::Rect2f box;
  Target target = Target::kNeutral;
  std::optional<Gender> label;   ///< where the mode needs one
  bool label_estimated = false;  ///< by the classifier, not given
  double score = 0;              ///< the detector's
};

/// What became of one photograph.
struct Outcome {
  std::filesystem::path input, output;  ///< `output` is empty where nothing was written
  OutcomeKind kind = OutcomeKind::kFailed;
  std::string reason;  ///< of a failure, one line
  std::vector<ProtectedFace> faces;
  std::string left_out;  ///< what of the input is not in the output, metadata excepted
  bool before = false;   ///< an earlier run did it, and no longer knows its targets and labels

  /// Nothing of it may be called protected.
  void fail(const std::string& why);
  /// Fails where it says that something was written and no file is there any more.
  void fail_if_gone();
};

/// One line for people about a photograph that was not protected.
std::string line_about(const Outcome& outcome);

struct AnonymizeReport {
  std::vector<Outcome> outcomes;  ///< in the order of the inputs' sorted file lists
  double seconds = 0;

  std::size_t count(OutcomeKind kind) const;
  std::size_t faces() const;
  /// How many an earlier run did.
  std::size_t before() const;
};

}  // namespace antifaz
