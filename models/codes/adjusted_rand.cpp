#include "models/codes/adjusted_rand.hpp"

#include <limits>
#include <map>
#include <utility>

namespace antifaz {
namespace {

/// Things of a group: how many, and the sum of their squared multiplicities.
struct Group {
  double count = 0, squares = 0;

  void add(double times) {
    count += times;
    squares += times * times;
  }
  /// Of different things: (sum over i of w_i)^2 holds every pair twice, and each with itself.
  double pairs() const { return (count * count - squares) / 2; }
};

template <class Groups>
double pairs_within(const Groups& groups) {
  double sum = 0;
  for (const auto& [name, group] : groups) sum += group.pairs();
  return sum;
}

}  // namespace

double adjusted_rand_index(const std::vector<int>& left, const std::vector<int>& right,
                           const std::vector<std::uint32_t>& times) {
  std::map<std::pair<int, int>, Group> both;
  std::map<int, Group> in_left, in_right;
  Group all;
  for (std::size_t i = 0; i < left.size(); ++i) {
    both[{left[i], right[i]}].add(times[i]);
    in_left[left[i]].add(times[i]);
    in_right[right[i]].add(times[i]);
    all.add(times[i]);
  }
  const double a = pairs_within(in_left), b = pairs_within(in_right);
  const double expected = all.pairs() == 0 ? 0 : a * b / all.pairs(), most = (a + b) / 2;
  if (most == expected) return std::numeric_limits<double>::quiet_NaN();
  return (pairs_within(both) - expected) / (most - expected);
}

double adjusted_rand_index(const std::vector<int>& left, const std::vector<int>& right) {
  return adjusted_rand_index(left, right, std::vector<std::uint32_t>(left.size(), 1));
}

}  // namespace antifaz
