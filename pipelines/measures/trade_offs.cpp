#include "pipelines/measures/trade_offs.hpp"

#include <stdexcept>

#include "src/core/metrics.hpp"
#include "src/core/subject_bootstrap.hpp"

namespace antifaz {
namespace {

Figure coefficient(const GenderResult& gender, const MatchResult& match, ComparisonKind kind,
                   bool turned) {
  const std::vector<double>& accuracy = gender.original.accuracy_drawn;
  const std::vector<double>& accuracy_after = gender.changed.accuracy_drawn;
  const std::vector<double>& error = match.kinds[kOriginalOriginal].eer_drawn;
  const std::vector<double>& error_after = match.kinds[kind].eer_drawn;
  if (accuracy.size() != error.size()) {
    throw std::logic_error("a trade-off of two different bootstraps");
  }
  std::vector<double> drawn;
  for (std::size_t i = 0; i < error.size(); ++i) {
    drawn.push_back(privacy_gain_identity_loss(1 - accuracy[i], 1 - accuracy_after[i], error[i],
                                               error_after[i], turned));
  }
  return SubjectBootstrap::figure_of(drawn);
}

}  // namespace

std::vector<TradeOff> trade_offs_of(const std::vector<GenderResult>& genders,
                                    const std::vector<MatchResult>& matches) {
  std::vector<TradeOff> trade_offs;
  for (const GenderResult& gender : genders) {
    for (const MatchResult& match : matches) {
      for (const ComparisonKind kind : {kOriginalProtected, kProtectedProtected}) {
        trade_offs.push_back({gender.classifier, match.matcher, kind,
                              coefficient(gender, match, kind, false),
                              coefficient(gender, match, kind, true)});
      }
    }
  }
  return trade_offs;
}

}  // namespace antifaz
