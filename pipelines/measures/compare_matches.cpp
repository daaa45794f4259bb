#include "pipelines/measures/compare_matches.hpp"

#include <algorithm>
#include <cmath>
#include <list>

#include "pipelines/measures/impostor_gap.hpp"
#include "pipelines/measures/largest_gap.hpp"
#include "src/core/figure_book.hpp"
#include "src/core/number_text.hpp"

namespace antifaz {
namespace {

constexpr std::size_t kDetPoints = 200;
constexpr int kScoreBins = 50;

using Sets = std::array<TwoClassScores, kComparisonKinds>;

std::string too_few_reason(double fmr, std::size_t non_mated, double expected) {
  if (expected >= kFewestErrors) return "";
  return std::to_string(non_mated) + " non-mated comparisons let expect " +
         significant(expected, 3) + " false matches at FMR " + significant(fmr * 100, 3) +
         " %; the rule of 30 asks for " +
         std::to_string(static_cast<long>(std::lround(kFewestErrors / fmr))) + " comparisons";
}

class MatchComparison {
 public:
  MatchComparison(const Comparisons& comparisons, const Subjects& subjects)
      : comparisons_(comparisons), subjects_(subjects) {
    for (const auto& of_kind : comparisons) gaps_.emplace_back(of_kind, subjects);
  }

  MatchResult run(const SubjectBootstrap& bootstrap) {
    fill(all_, [](const Comparison&) { return true; });
    for (std::size_t kind = 0; kind < kComparisonKinds; ++kind) add_figures(kind);
    add_groups();
    book_.estimate(bootstrap, [&](const Multiplicities& times) {
      for (TwoClassScores& set : all_) set.weigh(times);
      for (ImpostorGap& gap : gaps_) gap.weigh(times);
      for (std::size_t i = 0; i < kFalseMatchRates.size(); ++i) {
        thresholds_[i] = all_[kOriginalOriginal].threshold_at_fmr(kFalseMatchRates[i]);
      }
      for (Sets& sets : groups_) {
        for (TwoClassScores& set : sets) set.weigh(times);
      }
    });
    finish();
    return std::move(result_);
  }

 private:
  template <typename Wanted>
  void fill(Sets& sets, Wanted wanted) const {
    for (std::size_t kind = 0; kind < kComparisonKinds; ++kind) {
      for (const Comparison& comparison : comparisons_[kind]) {
        if (!wanted(comparison)) continue;
        const std::uint32_t left = subjects_.of_row[comparison.left];
        const std::uint32_t right = subjects_.of_row[comparison.right];
        if (!comparison.same) {
          if (!std::isnan(comparison.score)) sets[kind].add_negative(comparison.score, left, right);
        } else if (std::isnan(comparison.score)) {
          sets[kind].add_failure(left);
        } else {
          sets[kind].add_positive(comparison.score, left);
        }
      }
      sets[kind].finish();
    }
  }

  void add_figures(std::size_t kind) {
    const TwoClassScores& set = all_[kind];
    MatchFigures& figures = result_.kinds[kind];
    figures.mated = set.positives();
    figures.non_mated = set.negatives();
    figures.failures = set.failures();
    book_.add(figures.eer, figures.eer_drawn, [&set] { return set.equal_error_rate(); });
    book_.add(figures.d_prime, [&set] { return set.d_prime(); });
    book_.add(figures.auc, [&set] { return set.auc(); });
    const ImpostorGap& gap = gaps_[kind];
    figures.same_gender = gap.same();
    figures.other_gender = gap.other();
    book_.add(figures.impostor_gap, [&gap] { return gap.value(); });
    const std::size_t originals = all_[kOriginalOriginal].negatives();
    for (std::size_t i = 0; i < kFalseMatchRates.size(); ++i) {
      OperatingPoint& point = figures.points[i];
      point.fmr = kFalseMatchRates[i];
      point.expected_false_matches = point.fmr * static_cast<double>(originals);
      point.reason = too_few_reason(point.fmr, originals, point.expected_false_matches);
      if (refused(i)) continue;
      const double& threshold = thresholds_[i];
      book_.add(point.tmr, [&set, &threshold] { return set.tmr(threshold); });
      book_.add(point.fnmr, [&set, &threshold] { return 1 - set.tmr(threshold); });
      book_.add(point.fmr_met, [&set, &threshold] { return set.fmr(threshold); });
    }
  }

  bool refused(std::size_t point) const {
    return kFalseMatchRates[point] * static_cast<double>(all_[kOriginalOriginal].negatives()) < 1;
  }

  void add_groups() {
    for (const Grouping& grouping : subjects_.groupings) {
      for (std::size_t g = 0; g < grouping.names.size(); ++g) {
        const auto in_group = [&](std::uint32_t row) {
          return grouping.of_row[row] == static_cast<int>(g);
        };
        groups_.emplace_back();
        fill(groups_.back(), [&](const Comparison& comparison) {
          return in_group(comparison.left) && in_group(comparison.right);
        });
        result_.groups.push_back({grouping.attribute, grouping.names[g], {}});
      }
    }
    auto sets = groups_.begin();
    for (MatchGroup& group : result_.groups) {  // places are final now
      for (std::size_t kind = 0; kind < kComparisonKinds; ++kind)
        add_group_figures(group, (*sets)[kind], kind);
      ++sets;
    }
  }

  void add_group_figures(MatchGroup& group, const TwoClassScores& set, std::size_t kind) {
    MatchGroup::Rates& rates = group.kinds[kind];
    rates.mated = set.positives() + set.failures();
    rates.non_mated = set.negatives();
    book_.add(rates.eer, [&set] { return set.equal_error_rate(); });
    if (refused(kOnePerCent)) return;
    book_.add(rates.tmr, [&] { return set.tmr(thresholds_[kOnePerCent]); });
    book_.add(rates.fmr_met, [&] { return set.fmr(thresholds_[kOnePerCent]); });
  }

  void finish() {
    double low = 0, high = 0;
    for (std::size_t kind = 0; kind < kComparisonKinds; ++kind) {
      const auto [least, most] = all_[kind].range();
      low = kind == 0 ? least : std::min(low, least);
      high = kind == 0 ? most : std::max(high, most);
    }
    std::vector<double> edges;
    for (int i = 0; i <= kScoreBins; ++i) edges.push_back(low + (high - low) * i / kScoreBins);
    GapSearch search;
    for (std::size_t kind = 0; kind < kComparisonKinds; ++kind) {
      MatchFigures& figures = result_.kinds[kind];
      for (std::size_t i = 0; i < kFalseMatchRates.size(); ++i) {
        figures.points[i].threshold = refused(i) ? std::nan("") : thresholds_[i];
      }
      figures.det = all_[kind].curve(kDetPoints);
      figures.histogram = {edges, all_[kind].positive_histogram(edges),
                           all_[kind].negative_histogram(edges)};
      for (const MatchGroup& group : result_.groups) {
        const MatchGroup::Rates& rates = group.kinds[kind];
        const auto add = [&](const char* name, const Figure& rate, std::size_t counted) {
          search.add(group.attribute, group.group,
                     std::string(kComparisonKindNames[kind]) + " " + name, rate, counted);
        };
        add("tmr", rates.tmr, rates.mated);
        add("fmr_met", rates.fmr_met, rates.non_mated);
        add("eer", rates.eer, std::min(rates.mated, rates.non_mated));
      }
    }
    result_.largest_gap = search.largest();
  }

  const Comparisons& comparisons_;
  const Subjects& subjects_;
  Sets all_;
  std::vector<ImpostorGap> gaps_;  // by kind
  std::list<Sets> groups_;
  std::array<double, kFalseMatchRates.size()> thresholds_{};
  FigureBook book_;
  MatchResult result_;
};

}  // namespace

MatchResult compare_matches(const Comparisons& comparisons, const Subjects& subjects,
                            const SubjectBootstrap& bootstrap) {
  return MatchComparison(comparisons, subjects).run(bootstrap);
}

}  // namespace antifaz
