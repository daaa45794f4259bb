#pragma once

#include <cstddef>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "pipelines/anonymize/anonymize_options.hpp"
#include "src/labels/label_match.hpp"

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
  /// Files of input folders that are no photographs, by kind (`WalkCounts::left_out`).
  std::map<std::string, std::size_t> left_out;
};

/// Decides what would be read and written where, and touches nothing but the ledger's lock; the
/// outputs are looked at before the inputs. Throws every `Error` that `anonymize` promises for its
/// options, its inputs, its output and its labels; symbolic links are followed to where they really
/// lead.
AnonymizePlan plan_anonymize(const AnonymizeOptions& options);

/// Gives the planned photographs their labels and people, and says which rows and photographs are
/// left over. A row means the file it leads to; with one input it may also be relative to that
/// input, or end with such a path, so that labels need not lie in the photographs' folder
/// (`match_labels`). Throws `Error` where the labels name none of the photographs.
LabelMatch label_photos(const LabelTable& labels, bool one_input, AnonymizePlan& plan);

}  // namespace antifaz
