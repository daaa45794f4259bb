#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "pipelines/anonymize/anonymize.hpp"

namespace antifaz {

/// One photograph to protect.
struct PlannedPhoto {
  std::filesystem::path input, output;
  std::string name;             ///< path relative to its input ('/' between folders)
  std::optional<Gender> label;  ///< of its main face, where the labels have one
  std::string person;           ///< its main face's subject, where the labels have one
};

struct AnonymizePlan {
  std::vector<PlannedPhoto> photos;
  std::size_t not_images = 0;  ///< files of input folders left out for their extension
};

/// Decides what would be read and written where, and touches nothing. Throws every `Error` that
/// `anonymize` promises for its inputs, its output and its labels; symbolic links are followed to
/// where they really lead.
AnonymizePlan plan_anonymize(const AnonymizeOptions& options);

}  // namespace antifaz
