#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
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
  std::string left_out;     ///< what of the input is not in the output but was to be
  bool before = false;      ///< an earlier run did it, and no longer knows its targets and labels
  std::int64_t number = 0;  ///< the photograph's place in the plan, from 1

  /// Nothing of it may be called protected.
  void fail(const std::string& why);
  /// Fails where it says that something was written and no file is there any more.
  void fail_if_gone();
};

/// One line for people about a photograph that was not protected.
std::string line_about(const Outcome& outcome);

/// What became of all photographs: counts, a few by name, and each one for who wants to hear them.
class AnonymizeReport {
 public:
  /// So many of each kind are kept by name.
  static constexpr std::size_t kNamed = 20;

  void add(const Outcome& outcome);

  std::size_t photographs() const { return photographs_; }
  std::size_t count(OutcomeKind kind) const;
  std::size_t faces() const { return faces_; }
  /// How many an earlier run did.
  std::size_t before() const { return before_; }
  /// The first photographs of a kind, without their faces; none of kProtected.
  const std::vector<Outcome>& first(OutcomeKind kind) const;
  /// How many were written without a part of theirs (`Outcome::left_out`), and the first of them.
  std::size_t incomplete() const { return incomplete_; }
  const std::vector<Outcome>& first_incomplete() const { return first_incomplete_; }

  /// Tells every outcome, in the order of the inputs' sorted file lists. Those of kRandom have no
  /// targets. They lie in a file, not in memory; empty where nobody kept them.
  std::function<void(const std::function<void(const Outcome&)>&)> each_outcome;
  std::filesystem::path output;  ///< the folder
  double seconds = 0;

 private:
  std::map<OutcomeKind, std::size_t> counts_;
  std::map<OutcomeKind, std::vector<Outcome>> first_;
  std::vector<Outcome> first_incomplete_;
  std::size_t photographs_ = 0, faces_ = 0, before_ = 0, incomplete_ = 0;
};

}  // namespace antifaz
