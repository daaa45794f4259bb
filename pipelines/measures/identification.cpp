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
  std::size_t rank[2];  // as it is, protected
};

std::size_t rank_of(const Probe& probe, const std::vector<std::size_t>& gallery,
                    const Similarity& similarity, bool changed) {
  const double own = similarity(probe.own, probe.row, changed);
  if (std::isnan(own)) return kMissed;
  std::size_t rank = 1;
  for (std::size_t row : gallery) {
    if (row != probe.own && similarity(row, probe.row, changed) >= own) ++rank;
  }
  return rank;
}

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
    if (own != kNone && own != row) probes.push_back({row, own, subjects.of_row[row], {}});
  }
  if (probes.empty()) return std::nullopt;
  for (Probe& probe : probes) {
    for (const bool changed : {false, true}) {
      probe.rank[changed] = rank_of(probe, gallery, similarity, changed);
    }
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
  FigureBook book;
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
