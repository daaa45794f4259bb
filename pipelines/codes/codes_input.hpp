#pragma once

#include <filesystem>
#include <string>

#include "pipelines/observer.hpp"

namespace antifaz {

struct LabelledCodes;

/// Codes to read, and what is known of them.
struct CodesInput {
  std::filesystem::path codes;     ///< CSV of 'antifaz autoencoder encode', or any other matrix
  std::filesystem::path labels{};  ///< manifest whose paths are those of the codes; empty: none
  std::string label = "gender";    ///< its column that holds the label
};

/// Reads the codes, joined with their labels where there are such (else there are no labels,
/// classes or subjects); tells the observer how many have none, and what of the labels is left over
/// (`match_labels`). Throws `Error` for what can't be
/// read or joined.
LabelledCodes read_codes(const CodesInput& input, Observer& observer);

}  // namespace antifaz
