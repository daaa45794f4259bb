#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "pipelines/measures/compare_matches.hpp"
#include "src/data/subjects.hpp"

namespace antifaz {

/// What a matcher tells of gender by itself: how much more alike it finds two different people of
/// one gender than a woman and a man. d' (Daugman 2000) of the scores of same-gender against
/// other-gender impostors: the difference of their means over the root of the mean of their
/// variances. Two women and two men weigh alike among the same-gender ones, since otherwise a
/// matcher that finds, say, all women more alike would show a gap that says nothing, by the shares
/// of women and men among the images.
class ImpostorGap {
 public:
  /// Takes the non-mated comparisons that have a score and both genders.
  ImpostorGap(const std::vector<Comparison>& comparisons, const Subjects& subjects);

  /// A comparison counts the product of how often its two subjects do.
  void weigh(const Multiplicities& times);
  /// 0: nothing is told. NaN where there is not each of the three kinds of pairs, or no spread.
  double value() const;

  std::size_t same() const { return count(kWomen) + count(kMen); }
  std::size_t other() const { return count(kMixed); }

 private:
  enum Kind { kWomen, kMen, kMixed };
  struct Impostors {
    double score;
    std::uint32_t left, right;
  };
  struct Moments {
    double mean, variance;
  };

  std::size_t count(Kind kind) const { return pairs_[kind].size(); }

  std::array<std::vector<Impostors>, 3> pairs_;
  std::array<Moments, 3> moments_{};
};

}  // namespace antifaz
