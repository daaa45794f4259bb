#pragma once

#include <filesystem>
#include <string>

namespace antifaz {

struct AverageGeneratorsJob {
  std::filesystem::path first, second;
  double share = 0.5;            ///< of the second, in [0, 1]
  std::filesystem::path output;  ///< a new file
  std::string command_line;
};

/// Writes the generator whose weights, average faces and bounds lie between those of two. Where one
/// was trained from the other, or both from a third, what lies between them works, and often better
/// than its ends (weight averaging: Wortsman et al. 2022, "Model soups"; between where a training
/// began and ended: Wortsman et al. 2022, "WiSE-FT"; docs/efficacy.md has figures). Its card
/// names both, and as in the loop whoever either was trained against. Throws `Error` where a file
/// is no such generator, they differ in width or grain, or the output can't be made.
void average_generators(const AverageGeneratorsJob& job);

}  // namespace antifaz
