#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "pipelines/evaluation_report.hpp"

namespace antifaz {

/// How well somebody who sees protected images tells gender, answers turned round if need be.
struct Teller {
  std::string name;
  double before = 0;       ///< the same figure on originals, as it is; NaN: unknown
  Figure after;            ///< of its answers, turned round or not
  bool by_answer = false;  ///< balanced accuracy; else AUC
  bool turned = false;     ///< to the side on which the interval reaches farther from one half

  /// What it may well achieve: the upper end of the interval or, without one, the value.
  double most() const;
};

/// Who may well achieve most of all classifiers and attackers on gender, by AUC (ranks) or by
/// balanced accuracy (answers): where faces are drawn to either side at random, the ranks may look
/// like chance while most answers are wrong. Nothing where nobody has a figure.
std::optional<Teller> best_teller(const EvaluateReport& report);

/// True of attackers on gender; the others tell whether a face was protected.
bool tells_gender(const AttackResult& attack);
/// Classifiers and attackers on gender.
std::size_t count_tellers(const EvaluateReport& report);

}  // namespace antifaz
