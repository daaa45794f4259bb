#include "pipelines/measures/impostor_gap.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace antifaz {

ImpostorGap::ImpostorGap(const std::vector<Comparison>& comparisons, const Subjects& subjects) {
  const std::vector<std::optional<Gender>> genders = genders_of(subjects);
  for (const Comparison& one : comparisons) {
    const auto &left = genders[one.left], &right = genders[one.right];
    if (one.same || std::isnan(one.score) || !left || !right) continue;
    const Kind kind = *left != *right ? kMixed : *left == Gender::kFemale ? kWomen : kMen;
    pairs_[kind].push_back({one.score, subjects.of_row[one.left], subjects.of_row[one.right]});
  }
  Multiplicities once(subjects.count, 1);
  weigh(once);
}

void ImpostorGap::weigh(const Multiplicities& times) {
  for (std::size_t kind = 0; kind < pairs_.size(); ++kind) {
    double sum = 0, scores = 0, squares = 0;
    // Squares of what is far from 0 cancel badly: measure from some score.
    const double origin = pairs_[kind].empty() ? 0 : pairs_[kind].front().score;
    for (const Impostors& pair : pairs_[kind]) {
      const double weight = static_cast<double>(times[pair.left]) * times[pair.right];
      const double score = pair.score - origin;
      sum += weight;
      scores += weight * score;
      squares += weight * score * score;
    }
    const double shift = scores / sum;  // NaN without pairs
    moments_[kind] = {origin + shift, std::max(0.0, squares / sum - shift * shift)};
    if (sum == 0) moments_[kind].variance = std::numeric_limits<double>::quiet_NaN();
  }
}

double ImpostorGap::value() const {
  const Moments &women = moments_[kWomen], &men = moments_[kMen], &mixed = moments_[kMixed];
  const double same = (women.mean + men.mean) / 2, apart = (women.mean - men.mean) / 2;
  const double same_variance = (women.variance + men.variance) / 2 + apart * apart;
  const double spread = std::sqrt((same_variance + mixed.variance) / 2);
  return spread > 0 ? (same - mixed.mean) / spread : std::numeric_limits<double>::quiet_NaN();
}

}  // namespace antifaz
