#pragma once

#include "pipelines/evaluation_report.hpp"

namespace antifaz {

/// What the figures and the folder's faults come to, in two sentences for a data-protection
/// officer, and why. It judges by the most that any classifier or attacker may well achieve (see
/// `best_teller`: a wrong answer that can be relied on is an answer), and by the worst matcher that
/// the generator was not trained against.
///
/// Levels, by the end of that figure's interval that is farther from one half, as its distance
/// above one half: strong up to 0.60, partial up to 0.80, weak above; without an attacker that
/// learnt from protected images at most partial; leaks where the folder has a fault; unknown where
/// fewer than 30 women or men were scored.
Verdict verdict_of(const EvaluateReport& report);

}  // namespace antifaz
