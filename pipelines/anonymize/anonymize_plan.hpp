#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "pipelines/anonymize/anonymize_options.hpp"

namespace antifaz {

/// One photograph to protect.
struct PlannedPhoto {
  std::filesystem::path input, output;
  std::string name;             ///< path relative to its input ('/' between folders)
  std::string fault;            ///< why it can't be read, known already; empty where it is not
  std::optional<Gender> label;  ///< of its main face, where the labels have one
  std::string person;           ///< its main face's subject, where the labels have one
};

struct AnonymizePlan {
  std::vector<PlannedPhoto> photos;
  std::size_t not_images = 0;  ///< files of input folders left out for their extension
};

/// Decides what would be read and written where, and touches nothing; the outputs are looked at
/// before the inputs. Throws every `Error` that `anonymize` promises for its options, its inputs,
/// its output and its labels; symbolic links are followed to where they really lead.
AnonymizePlan plan_anonymize(const AnonymizeOptions& options);

/// Gives the planned photographs their labels and people. A row means the file it leads to; with
/// one input a row may also be relative to that input, so that labels need not lie in the
/// photographs' folder. Throws `Error` where the labels name none of the photographs.
void label_photos(const Manifest& labels, bool one_input, AnonymizePlan& plan);

}  // namespace antifaz
