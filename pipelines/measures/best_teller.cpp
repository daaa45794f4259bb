#include "pipelines/measures/best_teller.hpp"

#include <algorithm>
#include <cmath>

namespace antifaz {
namespace {

Figure turned_round(const Figure& figure) {
  return {1 - figure.value, 1 - figure.high, 1 - figure.low};
}

double upper_end(const Figure& figure) {
  return std::isnan(figure.high) ? figure.value : figure.high;
}

template <typename Figures>
void consider(const std::string& name, const Figures* before, const Figures& after,
              std::optional<Teller>& best) {
  for (const bool by_answer : {false, true}) {
    const auto of = [&](const Figures& figures) {
      return by_answer ? figures.balanced_accuracy : figures.auc;
    };
    const Figure told = of(after);
    if (std::isnan(told.value)) continue;
    const bool turned = upper_end(turned_round(told)) > upper_end(told);
    const Teller one{name, before ? of(*before).value : std::nan(""),
                     turned ? turned_round(told) : told, by_answer, turned};
    if (!best || one.most() > best->most()) best = one;
  }
}

}  // namespace

double Teller::most() const { return upper_end(after); }

bool tells_gender(const AttackResult& attack) { return attack.target == "gender"; }

std::optional<Teller> best_teller(const EvaluateReport& report) {
  std::optional<Teller> best;
  for (const GenderResult& result : report.gender) {
    consider(result.classifier, &result.original, result.changed, best);
  }
  for (const AttackResult& attack : report.attackers) {
    if (!tells_gender(attack)) continue;
    consider(attack.name, attack.original ? &*attack.original : nullptr, attack.changed, best);
  }
  return best;
}

std::size_t count_tellers(const EvaluateReport& report) {
  return report.gender.size() +
         static_cast<std::size_t>(
             std::count_if(report.attackers.begin(), report.attackers.end(), tells_gender));
}

}  // namespace antifaz
