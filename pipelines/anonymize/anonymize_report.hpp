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

#include "pipelines/face_fate.hpp"
#include "pipelines/photo_marks.hpp"
#include "pipelines/selection/name_groups.hpp"
#include "src/core/labels.hpp"

namespace antifaz {

enum class OutcomeKind {
  kProtected,
  kObscured,  ///< no face is protected: those to be changed were made unrecognisable
  kNoFace,    ///< no face to protect
  kCopied,
  kQuarantined,  ///< a face is not as it should be, so nothing was written
  kFailed
};
std::string_view to_string(OutcomeKind kind);

/// A face of a photograph, changed or not.
struct ProtectedFace {
  cv::Rect2f box;
  Target target = Target::kNeutral;
  std::optional<Gender> label;   ///< where the mode needs one
  bool label_estimated = false;  ///< by the classifier, not given
  double score = 0;              ///< the detector's
  FaceFate fate = FaceFate::kProtected;
  bool doubtful = false;    ///< perhaps no face
  std::string person = {};  ///< whom it shows (`FaceOfPerson`), where people were told by faces
};

/// What came of telling who is who. What has no group is not counted.
struct Grouping {
  GroupBy by = GroupBy::kNone;
  std::size_t members = 0;  ///< photographs; faces of kMatch
  std::size_t groups = 0;   ///< people they are of
  std::size_t several = 0;  ///< groups of two and more
  std::size_t largest = 0;  ///< members of the largest group

  /// "3 people in 10 photographs by folder, 2 of them in more than one, the most in 7".
  std::string text() const;
};

/// What became of one photograph.
struct Outcome {
  std::filesystem::path input, output;  ///< `output` is empty where nothing was written
  OutcomeKind kind = OutcomeKind::kFailed;
  std::string reason;  ///< of a failure or a quarantine, or why there is no face; one line
  std::vector<ProtectedFace> faces;
  std::string left_out;      ///< what of the input is not in the output but was to be
  bool before = false;       ///< an earlier run did it, and no longer knows its targets and labels
  std::int64_t number = 0;   ///< the photograph's place in the plan, from 1
  double smallest_face = 0;  ///< pixels from which on faces were looked for; 0: nobody knows
  std::vector<PhotoMark> marks = {};  ///< why faces may have been missed

  /// Something was changed in it: protected or obscured.
  bool is_changed() const {
    return kind == OutcomeKind::kProtected || kind == OutcomeKind::kObscured;
  }
  std::size_t count(FaceFate fate) const;
  /// "1 face blurred, 2 faces below the size given, left as found": those that were not protected;
  /// empty where all were.
  std::string other_faces() const;
  /// Why faces may have been missed, in words; empty without marks.
  std::string doubts() const { return reasons_of(marks); }
  /// Nothing of it may be called protected.
  void fail(const std::string& why);
  /// The same, since a face of it is not as it should be.
  void quarantine(const std::string& why);
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
  /// Faces of this fate in all photographs.
  std::size_t faces(FaceFate fate = FaceFate::kProtected) const;
  /// Protected faces that are doubtful.
  std::size_t doubtful() const { return doubtful_; }
  /// How many an earlier run did.
  std::size_t before() const { return before_; }
  /// The first photographs of a kind, without their faces; none of kProtected.
  const std::vector<Outcome>& first(OutcomeKind kind) const;
  /// How many were written without a part of theirs (`Outcome::left_out`), and the first of them.
  std::size_t incomplete() const { return incomplete_; }
  const std::vector<Outcome>& first_incomplete() const { return first_incomplete_; }

  /// How many have faces that were not protected (`Outcome::other_faces`), and the first of them.
  std::size_t with_others() const { return with_others_; }
  const std::vector<Outcome>& first_with_others() const { return first_with_others_; }

  /// How many are marked, since faces may have been missed in them, and the first of them.
  std::size_t marked() const { return marked_; }
  const std::vector<Outcome>& first_marked() const { return first_marked_; }

  /// From how many pixels on faces were looked for: of the photographs of which that is known, the
  /// least and the most; 0 where there is none.
  double least_smallest() const { return least_smallest_; }
  double most_smallest() const { return most_smallest_; }

  /// Tells every outcome, in the order of the inputs' sorted file lists. Those of kRandom have no
  /// targets. They lie in a file, not in memory; empty where nobody kept them.
  std::function<void(const std::function<void(const Outcome&)>&)> each_outcome;
  std::filesystem::path output;  ///< the folder
  Grouping grouping;
  double seconds = 0;

 private:
  std::map<OutcomeKind, std::size_t> counts_;
  std::map<OutcomeKind, std::vector<Outcome>> first_;
  std::map<FaceFate, std::size_t> faces_;
  std::vector<Outcome> first_incomplete_, first_with_others_, first_marked_;
  std::size_t photographs_ = 0, before_ = 0, incomplete_ = 0, with_others_ = 0;
  std::size_t doubtful_ = 0, marked_ = 0;
  double least_smallest_ = 0, most_smallest_ = 0;
};

}  // namespace antifaz
