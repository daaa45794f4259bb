#include "pipelines/measures/identification.hpp"

#include <cmath>
#include <limits>

#include "src/core/figure_book.hpp"

namespace antifaz {
namespace {

constexpr std::size_t kRanks = 20;
constexpr std::size_t kMissed = std::numeric_limits<std::size_t>::max();

struct Probe {
  std::size_t row, own;  // manifest rows; `own` of its subject's image in the gallery
  std::uint32_t subject;
  std::size_t rank[2];     // as it is, protected
  std::size_t nearest[2];  // the gallery's row ranked first; kMissed where no face was acquired
};

void identify(Probe& probe, const std::vector<std::size_t>& gallery, const Similarity& similarity,
              bool changed) {
  const double own = similarity(probe.own, probe.row, changed);
  std::size_t &rank = probe.rank[changed], &nearest = probe.nearest[changed];
  rank = nearest = kMissed;
  if (std::isnan(own)) return;
  rank = 1;
  nearest = probe.own;
  double most = own;
  for (std::size_t row : gallery) {
    if (row == probe.own) continue;
    const double score = similarity(row, probe.row, changed);
    if (score >= own) ++rank;
    if (score < most) continue;
    most = score;
    nearest = row;
  }
}

/// How often the gender of whoever is ranked first is that of the probe.
class GenderReading {
 public:
  GenderReading(const std::vector<Probe>& probes, const Subjects& subjects) {
    const std::vector<std::optional<Gender>> genders = genders_of(subjects);
    for (const Probe& probe : probes) {
      if (probe.nearest[false] == kMissed || probe.nearest[true] == kMissed) continue;
      const auto& own = genders[probe.row];
      const auto &before = genders[probe.nearest[false]], &after = genders[probe.nearest[true]];
      if (!own || !before || !after) continue;
      read_.push_back({probe.subject, *own == Gender::kMale, {before == own, after == own}});
    }
  }

  std::size_t count() const { return read_.size(); }

  /// Mean of women and men; NaN where there are no probes of either.
  double balanced_accuracy(const Multiplicities& times, bool changed) const {
    double right[2] = {0, 0}, all[2] = {0, 0};
    for (const Read& one : read_) {
      all[one.male] += times[one.subject];
      if (one.right[changed]) right[one.male] += times[one.subject];
    }
    return (right[0] / all[0] + right[1] / all[1]) / 2;
  }

 private:
  struct Read {
    std::uint32_t subject;
    bool male;
    bool right[2];
  };
  std::vector<Read> read_;
};

}  // namespace

std::optional<Identification> closed_set_identification(const std::vector<bool>& acquired_originals,
                                                        const Similarity& similarity,
                                                        const Subjects& subjects,
                                                        const SubjectBootstrap& bootstrap) {
  const std::size_t kNone = subjects.of_row.size();
  std::vector<std::size_t> enrolled(subjects.count, kNone), gallery;
  for (std::size_t row = 0; row < subjects.of_row.size(); ++row) {
    std::size_t& own = enrolled[subjects.of_row[row]];
    if (own != kNone || !acquired_originals[row]) continue;
    own = row;
    gallery.push_back(row);
  }
  std::vector<Probe> probes;
  for (std::size_t row = 0; row < subjects.of_row.size(); ++row) {
    const std::size_t own = enrolled[subjects.of_row[row]];
    if (own != kNone && own != row) probes.push_back({row, own, subjects.of_row[row], {}, {}});
  }
  if (probes.empty()) return std::nullopt;
  for (Probe& probe : probes) {
    for (const bool changed : {false, true}) identify(probe, gallery, similarity, changed);
  }
  Identification result;
  result.gallery = gallery.size();
  result.probes = probes.size();
  Multiplicities weights;
  const auto share_within = [&](std::size_t rank, bool changed) {
    double hits = 0, all = 0;
    for (const Probe& probe : probes) {
      all += weights[probe.subject];
      if (probe.rank[changed] <= rank) hits += weights[probe.subject];
    }
    return hits / all;
  };
  const GenderReading reading(probes, subjects);
  result.read = reading.count();
  FigureBook book;
  book.add(result.original.gender_read, [&] { return reading.balanced_accuracy(weights, false); });
  book.add(result.changed.gender_read, [&] { return reading.balanced_accuracy(weights, true); });
  book.add(result.original.rank_1, [&] { return share_within(1, false); });
  book.add(result.changed.rank_1, [&] { return share_within(1, true); });
  book.estimate(bootstrap, [&](const Multiplicities& times) { weights = times; });
  for (std::size_t rank = 1; rank <= kRanks; ++rank) {
    result.original.cmc.push_back(share_within(rank, false));
    result.changed.cmc.push_back(share_within(rank, true));
  }
  return result;
}

}  // namespace antifaz
