#pragma once

#include <cstdint>
#include <filesystem>
#include <opencv2/core.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "pipelines/face_fate.hpp"
#include "pipelines/ledger/file_stamp.hpp"
#include "pipelines/photo_marks.hpp"

namespace antifaz {

enum class LedgerStatus {
  kStarted,  ///< a run began to write it and never said that it was done
  kProtected,
  kObscured,  ///< no face is protected: those to be changed were made unrecognisable
  kCopied,    ///< without a face, written unprotected as asked
  kNoFace,
  kQuarantined,  ///< a face was not as it should be, nothing was written
  kFailed
};
std::string_view to_string(LedgerStatus status);

struct LedgerFace {
  cv::Rect2f box;
  double score = 0;  ///< the detector's
  FaceFate fate = FaceFate::kProtected;
  bool doubtful = false;  ///< perhaps no face
  /// Whom it shows, where the run told people by their faces: letters and digits, alike for one
  /// person, no name; else empty.
  std::string person = {};
};

/// What a run knows of one photograph. Never its target, its label or the seed: who is given the
/// output folder could tell everyone's gender by them. For the same reason no hash of them is here,
/// which could be guessed; so a run that goes on can't tell whether seed and labels are still the
/// same. Whoever wants the bytes of an uninterrupted run gives the same ones again.
struct LedgerEntry {
  std::string place;            ///< path below the output folder, as bytes: it names the entry
  std::filesystem::path input;  ///< absolute
  LedgerStatus status = LedgerStatus::kFailed;
  std::string reason;      ///< of a failure or a quarantine, or why there is no face; one line
  std::string input_hash;  ///< SHA-256; empty where it can't be read
  FileStamp input_stamp;
  std::string output_hash;  ///< SHA-256; empty where nothing was written
  FileStamp output_stamp;
  std::string settings;  ///< hash of the options that decide what is written
  std::string weights;   ///< hash of the files of all networks
  std::vector<LedgerFace> faces;
  double smallest_face = 0;      ///< pixels from which on faces were looked for; 0: nobody knows
  std::vector<PhotoMark> marks;  ///< why faces may have been missed
  std::int64_t time = 0;         ///< seconds since 1970

  /// A run wrote it and said so: protected, obscured or copied.
  bool is_written() const;
  /// A file at its place is a run's own, or what a run was allowed to replace.
  bool may_stand() const;
  /// It is about this photograph: equal in path or in content (which is only read where needed).
  bool is_of(const std::filesystem::path& photograph) const;
  /// The photograph's content is what it was.
  bool input_is_unchanged(const std::filesystem::path& photograph) const;
  /// `file` is, byte for byte, what was written.
  bool output_is_unchanged(const std::filesystem::path& file) const;
};

/// `LedgerEntry::input` of a photograph.
std::filesystem::path absolute_input(const std::filesystem::path& photograph);
/// `LedgerEntry::place` of a file below an output folder, both spelt alike.
std::string place_below(const std::filesystem::path& output, const std::filesystem::path& file);

}  // namespace antifaz
