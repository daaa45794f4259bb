#include "pipelines/measures/compare_genders.hpp"

#include <algorithm>
#include <cmath>
#include <list>

#include "pipelines/measures/largest_gap.hpp"
#include "src/core/figure_book.hpp"
#include "src/core/metrics.hpp"

namespace antifaz {
namespace {

constexpr double kMaleFrom = 0.5;
constexpr std::size_t kCurvePoints = 200;
constexpr int kBins = 20;

std::vector<double> probability_edges() {
  std::vector<double> edges;
  for (int i = 0; i <= kBins; ++i) edges.push_back(static_cast<double>(i) / kBins);
  return edges;
}

struct Answer {
  std::uint32_t subject;
  std::size_t row;
  bool male;
  double original, changed;
};

/// Both versions of the same faces.
struct Versions {
  TwoClassScores original, changed;

  void add(const Answer& answer) {
    const auto put = [&](TwoClassScores& scores, double score) {
      answer.male ? scores.add_positive(score, answer.subject)
                  : scores.add_negative(score, answer.subject);
    };
    put(original, answer.original);
    put(changed, answer.changed);
  }
  void finish() {
    original.finish();
    changed.finish();
  }
  void weigh(const Multiplicities& times) {
    original.weigh(times);
    changed.weigh(times);
  }
};

/// Of a group that may hold one label only.
double accuracy(const TwoClassScores& scores) {
  if (scores.negatives() == 0) return scores.tmr(kMaleFrom);
  if (scores.positives() == 0) return 1 - scores.fmr(kMaleFrom);
  return scores.balanced_accuracy(kMaleFrom);
}

class GenderComparison {
 public:
  GenderComparison(const MaleScores& scores, const std::vector<ManifestRow>& rows) {
    for (std::size_t i = 0; i < rows.size(); ++i) {
      if (!rows[i].gender) continue;
      const auto &before = scores.originals[i], &after = scores.protecteds[i];
      const bool male = *rows[i].gender == Gender::kMale;
      ++result_.original.confusion[male][answer(before)];
      ++result_.changed.confusion[male][answer(after)];
      if (!before || !after) continue;
      answers_.push_back({0, i, male, *before, *after});
      ++(male ? result_.men : result_.women);
    }
  }

  GenderResult run(const Subjects& subjects, const SubjectBootstrap& bootstrap) {
    for (Answer& answer : answers_) answer.subject = subjects.of_row[answer.row];
    for (const Answer& answer : answers_) all_.add(answer);
    all_.finish();
    add_figures();
    add_groups(subjects);
    book_.estimate(bootstrap, [&](const Multiplicities& times) {
      all_.weigh(times);
      for (Versions& group : groups_) group.weigh(times);
      weigh_flips(times);
    });
    finish(result_.original, all_.original);
    finish(result_.changed, all_.changed);
    result_.largest_gap = largest_gap();
    return std::move(result_);
  }

 private:
  static std::size_t answer(const std::optional<double>& male) {
    return !male ? 2 : *male >= kMaleFrom ? 1 : 0;
  }

  void add_figures() {
    const auto add = [&](GenderFigures& figures, const TwoClassScores& scores) {
      book_.add(figures.auc, [&] { return scores.auc(); });
      book_.add(figures.auc_distance, [&] { return std::abs(scores.auc() - 0.5); });
      book_.add(figures.balanced_accuracy, figures.accuracy_drawn,
                [&] { return scores.balanced_accuracy(kMaleFrom); });
    };
    add(result_.original, all_.original);
    add(result_.changed, all_.changed);
    book_.add(result_.flipped, [&] { return flipped_; });
    const auto suppression = [&](bool turned) {
      return suppression_rate(all_.original.balanced_accuracy(kMaleFrom),
                              all_.changed.balanced_accuracy(kMaleFrom), turned);
    };
    book_.add(result_.suppression_rate, [=] { return suppression(false); });
    book_.add(result_.suppression_rate_turned, [=] { return suppression(true); });
  }

  void add_groups(const Subjects& subjects) {
    for (const Grouping& grouping : subjects.groupings) {
      for (std::size_t g = 0; g < grouping.names.size(); ++g) {
        GenderGroup group{grouping.attribute, grouping.names[g], 0, {}, {}};
        groups_.emplace_back();
        for (const Answer& answer : answers_) {
          if (grouping.of_row[answer.row] != static_cast<int>(g)) continue;
          groups_.back().add(answer);
          ++group.faces;
        }
        groups_.back().finish();
        result_.groups.push_back(std::move(group));
      }
    }
    auto versions = groups_.begin();
    for (GenderGroup& group : result_.groups) {  // places are final now
      const auto add = [&](GenderGroup::Rates& rates, const TwoClassScores& scores) {
        book_.add(rates.accuracy, [&] { return accuracy(scores); });
        book_.add(rates.auc, [&] { return scores.auc(); });
      };
      add(group.original, versions->original);
      add(group.changed, versions->changed);
      ++versions;
    }
  }

  void weigh_flips(const Multiplicities& times) {
    double flipped = 0, all = 0;
    for (const Answer& answer : answers_) {
      const double weight = times[answer.subject];
      all += weight;
      if ((answer.original >= kMaleFrom) != (answer.changed >= kMaleFrom)) flipped += weight;
    }
    flipped_ = flipped / all;  // NaN without faces
  }

  static void finish(GenderFigures& figures, const TwoClassScores& scores) {
    figures.curve = scores.curve(kCurvePoints);
    figures.histogram.edges = probability_edges();
    figures.histogram.positive = scores.positive_histogram(figures.histogram.edges);
    figures.histogram.negative = scores.negative_histogram(figures.histogram.edges);
  }

  std::optional<LargestGap> largest_gap() const {
    GapSearch search;
    for (const GenderGroup& group : result_.groups) {
      const auto add = [&](const std::string& version, const GenderGroup::Rates& rates) {
        search.add(group.attribute, group.group, version + " accuracy", rates.accuracy,
                   group.faces);
        search.add(group.attribute, group.group, version + " auc", rates.auc, group.faces);
      };
      add("original", group.original);
      add("protected", group.changed);
    }
    return search.largest();
  }

  std::vector<Answer> answers_;
  Versions all_;
  std::list<Versions> groups_;
  double flipped_ = 0;
  FigureBook book_;
  GenderResult result_;
};

}  // namespace

GenderResult compare_genders(const MaleScores& scores, const std::vector<ManifestRow>& rows,
                             const Subjects& subjects, const SubjectBootstrap& bootstrap) {
  return GenderComparison(scores, rows).run(subjects, bootstrap);
}

}  // namespace antifaz
