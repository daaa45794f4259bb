#pragma once

#include "pipelines/evaluation_report.hpp"

namespace antifaz {

/// What the figures and leaks of a report come to, in two sentences for a data-protection officer,
/// and why. It judges by the best that any classifier or attacker achieves in AUC or balanced
/// accuracy, turned round where below one half (a wrong answer that can be relied on is an answer),
/// and by the worst matcher that the generator was not trained against.
///
/// Levels, by the upper end of that figure's interval: strong up to
/// 0.60, partial up to 0.80, weak above; leaks where one was found; unknown where fewer than 30
/// women or men were scored.
Verdict judge(const EvaluateReport& report);

}  // namespace antifaz
