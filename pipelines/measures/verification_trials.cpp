#include "pipelines/measures/verification_trials.hpp"

#include <algorithm>
#include <cmath>
#include <random>

#include "src/labels/rows_by_path.hpp"
#include "src/text/shown_name.hpp"

namespace antifaz {
namespace {

/// Takes each thing with a fixed probability at the cost of one draw for each that is taken.
class Thinning {
 public:
  Thinning(std::size_t possible, std::size_t most, std::uint64_t seed) : random_(seed) {
    share_ = possible <= most ? 1 : static_cast<double>(most) / static_cast<double>(possible);
    draw();
  }
  /// How many to pass over before the next one that is taken.
  std::size_t gap() const { return gap_; }
  void pass(std::size_t count) { gap_ -= count; }
  void take() { draw(); }

 private:
  void draw() {
    if (share_ == 1) return;  // no gaps
    const double uniform = (static_cast<double>(random_() >> 11) + 0.5) * 0x1p-53;
    gap_ = static_cast<std::size_t>(std::log(uniform) / std::log1p(-share_));  // geometric
  }

  std::mt19937_64 random_;
  double share_ = 1;
  std::size_t gap_ = 0;
};

}  // namespace

Trials trials_of(const std::vector<Pair>& pairs, const Manifest& manifest) {
  const RowsByPath rows(manifest);
  Trials found;
  for (const Pair& pair : pairs) {
    const auto left = rows.find(pair.left.string()), right = rows.find(pair.right.string());
    if (!left || !right) {
      const auto& missing = left ? pair.right : pair.left;
      found.problems.push_back(shown(missing.string()) + ": is in a pair but not in the manifest");
      continue;
    }
    found.trials.push_back(
        {static_cast<std::uint32_t>(*left), static_cast<std::uint32_t>(*right), pair.same});
    ++(pair.same ? found.mated : found.non_mated);
  }
  found.non_mated_possible = found.non_mated;
  return found;
}

Trials all_trials(const Subjects& subjects, std::uint64_t seed, std::size_t most) {
  // Rows of one subject stand together, so that each row's partners are two ranges.
  std::vector<std::uint32_t> rows(subjects.of_row.size());
  for (std::size_t i = 0; i < rows.size(); ++i) rows[i] = static_cast<std::uint32_t>(i);
  std::stable_sort(rows.begin(), rows.end(), [&](std::uint32_t left, std::uint32_t right) {
    return subjects.of_row[left] < subjects.of_row[right];
  });
  std::vector<std::size_t> same_until(rows.size());  // end of the place's subject
  std::size_t mated = 0, non_mated = 0;
  for (std::size_t i = rows.size(); i-- > 0;) {
    const bool goes_on =
        i + 1 < rows.size() && subjects.of_row[rows[i]] == subjects.of_row[rows[i + 1]];
    same_until[i] = goes_on ? same_until[i + 1] : i + 1;
    mated += same_until[i] - i - 1;
    non_mated += rows.size() - same_until[i];
  }
  Trials found;
  found.non_mated_possible = non_mated;
  Thinning keep_mated(mated, most, seed), keep_non_mated(non_mated, most, seed + 1);
  const auto add = [&](std::size_t i, std::size_t from, std::size_t to, bool same) {
    Thinning& keep = same ? keep_mated : keep_non_mated;
    while (to - from > keep.gap()) {
      from += keep.gap();
      keep.take();
      found.trials.push_back({std::min(rows[i], rows[from]), std::max(rows[i], rows[from]), same});
      ++(same ? found.mated : found.non_mated);
      ++from;
    }
    keep.pass(to - from);
  };
  for (std::size_t i = 0; i < rows.size(); ++i) {
    add(i, i + 1, same_until[i], true);
    add(i, same_until[i], rows.size(), false);
  }
  return found;
}

}  // namespace antifaz
