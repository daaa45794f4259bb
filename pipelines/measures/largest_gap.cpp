#include "pipelines/measures/largest_gap.hpp"

#include <cmath>

namespace antifaz {

void GapSearch::add(const std::string& attribute, const std::string& group,
                    const std::string& figure, const Figure& rate, std::size_t counted) {
  if (std::isnan(rate.value) || static_cast<double>(counted) < kFewestErrors) return;
  const LargestGap first{attribute, figure, group, group, rate.value, rate.value};
  LargestGap& gap = gaps_.emplace(std::pair(attribute, figure), first).first->second;
  if (rate.value > gap.highest) {
    gap.highest = rate.value;
    gap.highest_group = group;
  }
  if (rate.value < gap.lowest) {
    gap.lowest = rate.value;
    gap.lowest_group = group;
  }
}

std::optional<LargestGap> GapSearch::largest() const {
  std::optional<LargestGap> largest;
  for (const auto& entry : gaps_) {
    const LargestGap& gap = entry.second;
    if (gap.gap() > 0 && (!largest || gap.gap() > largest->gap())) largest = gap;
  }
  return largest;
}

}  // namespace antifaz
