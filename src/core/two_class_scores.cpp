#include "src/core/two_class_scores.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace antifaz {
namespace {

constexpr double kNoNumber = std::numeric_limits<double>::quiet_NaN();
// Keeps 0.29 * 100 = 28.999... from losing one.
constexpr double kRounding = 1e-9;

double ratio(double part, double whole) { return whole == 0 ? kNoNumber : part / whole; }

}  // namespace

std::size_t TwoClassScores::Side::first_at(double threshold) const {
  return static_cast<std::size_t>(
      std::lower_bound(entries.begin(), entries.end(), threshold,
                       [](const Entry& entry, double value) { return entry.score < value; }) -
      entries.begin());
}

void TwoClassScores::Side::weigh(const Multiplicities& times) {
  double sum = 0, scores = 0, squares = 0;
  // Squares of what is far from 0 cancel badly: measure from some score.
  const double origin = entries.empty() ? 0 : entries[entries.size() / 2].score;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const Entry& entry = entries[i];
    double weight = times[entry.left];
    if (entry.right != kNobody) weight *= times[entry.right];
    const double score = entry.score - origin;
    sum += weight;
    scores += weight * score;
    squares += weight * score * score;
    below[i + 1] = sum;
  }
  const double shift = ratio(scores, sum);
  mean = origin + shift;
  variance = std::max(0.0, ratio(squares, sum) - shift * shift);
}

std::vector<std::size_t> TwoClassScores::Side::histogram(const std::vector<double>& edges) const {
  std::vector<std::size_t> counts(edges.size() - 1);
  for (const Entry& entry : entries) {
    const auto above = std::upper_bound(edges.begin() + 1, edges.end() - 1, entry.score);
    ++counts[static_cast<std::size_t>(above - edges.begin() - 1)];
  }
  return counts;
}

void TwoClassScores::add_positive(double score, std::uint32_t subject) {
  positive_.entries.push_back({score, subject, kNobody});
}

void TwoClassScores::add_negative(double score, std::uint32_t subject) {
  negative_.entries.push_back({score, subject, kNobody});
}

void TwoClassScores::add_negative(double score, std::uint32_t left, std::uint32_t right) {
  negative_.entries.push_back({score, left, right});
}

void TwoClassScores::add_failure(std::uint32_t subject) { failed_.push_back(subject); }

void TwoClassScores::finish() {
  std::uint32_t last = 0;
  for (Side* side : {&positive_, &negative_}) {
    std::sort(side->entries.begin(), side->entries.end(),
              [](const Entry& left, const Entry& right) { return left.score < right.score; });
    side->below.assign(side->entries.size() + 1, 0);
    for (const Entry& entry : side->entries) {
      last = std::max(last, entry.left);
      if (entry.right != kNobody) last = std::max(last, entry.right);
    }
  }
  for (std::uint32_t subject : failed_) last = std::max(last, subject);
  const auto& positive = positive_.entries;
  const auto& negative = negative_.entries;
  ranks_.clear();
  ties_.clear();
  for (std::size_t p = 0, n = 0; p < positive.size() || n < negative.size();) {
    const std::size_t first_positive = p, first_negative = n;
    const double score = n == negative.size()   ? positive[p].score
                         : p == positive.size() ? negative[n].score
                                                : std::min(positive[p].score, negative[n].score);
    while (n < negative.size() && negative[n].score == score) ++n;
    while (p < positive.size() && positive[p].score == score) ++p;
    ranks_.push_back({static_cast<std::uint32_t>(p), static_cast<std::uint32_t>(n)});
    for (std::size_t i = first_positive; i < p; ++i) ties_.emplace_back(first_negative, n);
  }
  weigh(Multiplicities(std::size_t{last} + 1, 1));
}

void TwoClassScores::weigh(const Multiplicities& times) {
  positive_.weigh(times);
  negative_.weigh(times);
  failed_weight_ = 0;
  for (std::uint32_t subject : failed_) failed_weight_ += times[subject];
}

double TwoClassScores::fmr(double threshold) const {
  if (std::isnan(threshold)) return kNoNumber;
  return ratio(negative_.total() - negative_.below[negative_.first_at(threshold)],
               negative_.total());
}

double TwoClassScores::tmr(double threshold) const {
  if (std::isnan(threshold)) return kNoNumber;
  return ratio(positive_.total() - positive_.below[positive_.first_at(threshold)],
               positive_.total() + failed_weight_);
}

double TwoClassScores::balanced_accuracy(double threshold) const {
  return (tmr(threshold) + 1 - fmr(threshold)) / 2;
}

double TwoClassScores::threshold_at_fmr(double fmr) const {
  const double total = negative_.total();
  if (total == 0) return kNoNumber;
  const double allowed = fmr * total + kRounding;
  // The first of the entries that may all match. The one before it must not: any threshold above
  // it will do, the next double is the smallest.
  const auto first = std::partition_point(negative_.below.begin(), negative_.below.end(),
                                          [&](double below) { return total - below > allowed; });
  const auto refused = static_cast<std::size_t>(first - negative_.below.begin()) - 1;
  return std::nextafter(negative_.entries[refused].score, std::numeric_limits<double>::infinity());
}

double TwoClassScores::auc() const {
  double wins = 0;
  for (std::size_t i = 0; i < ties_.size(); ++i) {
    const double weight = positive_.below[i + 1] - positive_.below[i];
    wins += weight * (negative_.below[ties_[i].first] + negative_.below[ties_[i].second]) / 2;
  }
  return ratio(wins, (positive_.total() + failed_weight_) * negative_.total());
}

ErrorRates TwoClassScores::rates_past(const Rank& rank) const {
  return {
      1 - negative_.below[rank.negatives] / negative_.total(),
      (positive_.below[rank.positives] + failed_weight_) / (positive_.total() + failed_weight_)};
}

double TwoClassScores::equal_error_rate() const {
  if (positive_.total() + failed_weight_ == 0 || negative_.total() == 0) return kNoNumber;
  // Past the highest score FMR is 0 and FNMR 1, so the curves do cross.
  const auto crossed = std::partition_point(ranks_.begin(), ranks_.end(), [&](const Rank& rank) {
    const ErrorRates rates = rates_past(rank);
    return rates.fnmr < rates.fmr;
  });
  const ErrorRates before = rates_past(crossed == ranks_.begin() ? Rank{0, 0} : *(crossed - 1));
  const ErrorRates after = rates_past(*crossed);
  const double gap_before = before.fmr - before.fnmr, gap_after = after.fnmr - after.fmr;
  if (gap_before + gap_after == 0) return before.fmr;
  const double crossing =
      before.fmr + (after.fmr - before.fmr) * gap_before / (gap_before + gap_after);
  return std::max(0.0, crossing);  // rounding may leave -1e-17, which prints as -0.0
}

double TwoClassScores::d_prime() const {
  const double spread = std::sqrt((positive_.variance + negative_.variance) / 2);
  return spread > 0 ? (positive_.mean - negative_.mean) / spread : kNoNumber;
}

std::vector<ErrorRates> TwoClassScores::curve(std::size_t most) const {
  if (positive_.total() + failed_weight_ == 0 || negative_.total() == 0) return {};
  std::vector<ErrorRates> all{rates_past({0, 0})};
  for (const Rank& rank : ranks_) all.push_back(rates_past(rank));
  if (all.size() <= most) return all;
  // A step along the curve: what either rate changes. Low FMRs matter most, so part of the points
  // is spread over its logarithm.
  std::vector<double> length{0};
  const double least = 0.5 / static_cast<double>(negatives());
  for (std::size_t i = 1; i < all.size(); ++i) {
    const auto depth = [&](const ErrorRates& rates) { return std::log(rates.fmr + least); };
    length.push_back(length.back() + all[i - 1].fmr - all[i].fmr + all[i].fnmr - all[i - 1].fnmr +
                     (depth(all[i - 1]) - depth(all[i])) / -std::log(least));
  }
  std::vector<ErrorRates> kept{all.front()};
  for (std::size_t i = 1; i + 1 < all.size(); ++i) {
    const double next =
        length.back() * static_cast<double>(kept.size()) / static_cast<double>(most - 1);
    if (length[i] >= next && kept.size() + 1 < most) kept.push_back(all[i]);
  }
  kept.push_back(all.back());
  return kept;
}

std::pair<double, double> TwoClassScores::range() const {
  double low = std::numeric_limits<double>::infinity(), high = -low;
  for (const Side* side : {&positive_, &negative_}) {
    if (side->entries.empty()) continue;
    low = std::min(low, side->entries.front().score);
    high = std::max(high, side->entries.back().score);
  }
  return low > high ? std::pair(0.0, 0.0) : std::pair(low, high);
}

std::vector<std::size_t> TwoClassScores::positive_histogram(
    const std::vector<double>& edges) const {
  return positive_.histogram(edges);
}

std::vector<std::size_t> TwoClassScores::negative_histogram(
    const std::vector<double>& edges) const {
  return negative_.histogram(edges);
}

}  // namespace antifaz
