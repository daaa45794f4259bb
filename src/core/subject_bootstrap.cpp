#include "src/core/subject_bootstrap.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <random>
#include <stdexcept>

namespace antifaz {
namespace {

constexpr double kTail = 0.025;

// Linear between order statistics, as NumPy's default. Precondition: sorted, not empty.
double quantile(const std::vector<double>& ascending, double share) {
  const double place = share * static_cast<double>(ascending.size() - 1);
  const auto below = static_cast<std::size_t>(place);
  const std::size_t above = std::min(below + 1, ascending.size() - 1);
  const double part = place - static_cast<double>(below);
  return ascending[below] + part * (ascending[above] - ascending[below]);
}

}  // namespace

SubjectBootstrap::SubjectBootstrap(std::size_t subjects, std::size_t replicates, std::uint64_t seed)
    : subjects_(subjects), replicates_(replicates), seed_(seed) {}

std::vector<Figure> SubjectBootstrap::estimate(const Statistics& statistics) const {
  const std::vector<double> values = statistics(everybody_once());
  std::vector<std::vector<double>> drawn;
  for (const double value : values) drawn.push_back({value});
  std::mt19937_64 random(seed_);
  for (std::size_t r = 0; r < replicates_; ++r) {
    Multiplicities times(subjects_, 0);
    // The remainder favours low numbers by less than one part in 10^12: no matter.
    for (std::size_t i = 0; i < subjects_; ++i) ++times[random() % subjects_];
    const std::vector<double> replicate = statistics(times);
    if (replicate.size() != values.size()) throw std::logic_error("statistics change their number");
    for (std::size_t k = 0; k < values.size(); ++k) drawn[k].push_back(replicate[k]);
  }
  std::vector<Figure> figures;
  for (const auto& of_statistic : drawn) figures.push_back(figure_of(of_statistic));
  return figures;
}

Figure SubjectBootstrap::figure_of(const std::vector<double>& drawn) {
  Figure figure;
  if (drawn.empty()) return figure;
  figure.value = drawn.front();
  std::vector<double> there;
  std::copy_if(drawn.begin() + 1, drawn.end(), std::back_inserter(there),
               [](double value) { return !std::isnan(value); });
  if (std::isnan(figure.value) || there.empty() || 2 * there.size() < drawn.size() - 1) {
    return figure;
  }
  std::sort(there.begin(), there.end());
  figure.low = quantile(there, kTail);
  figure.high = quantile(there, 1 - kTail);
  return figure;
}

}  // namespace antifaz
