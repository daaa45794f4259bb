#pragma once

#include <filesystem>
#include <vector>

namespace antifaz {

/// How a `Refiner` goes on.
struct RefineOptions {
  int steps = 8;
  double step = 6;      ///< largest change of a pixel in a step, in levels of 255
  double bound = 16;    ///< and in all, beyond the proposal
  double colour = 6;    ///< largest deviation of a channel's change from luma's, proposal included
  double wanted = 1.8;  ///< answer wanted for a target, in units of a classifier's typical logit
};

/// What takes a generator's proposals further, and whether. They are refined against classifiers
/// that the generator was trained against: no others are spent, so that those it never met can
/// still judge.
struct Refinement {
  int steps = 0;                                   ///< 0: the generator alone
  std::vector<std::filesystem::path> classifiers;  ///< to refine against, whatever the card says
  std::vector<std::filesystem::path> candidates;   ///< without such, those that the card names
};

}  // namespace antifaz
