#pragma once

#include <vector>

#include "pipelines/evaluate/evaluate.hpp"
#include "pipelines/evaluate/judge_names.hpp"
#include "pipelines/judge.hpp"
#include "src/face/judge_interfaces.hpp"

namespace antifaz {

/// Who judges, and the files that they, and what is told of them, came from.
struct Judges {
  std::vector<Judge<GenderClassifier>> classifiers;
  std::vector<Judge<FaceMatcher>> matchers;
  std::vector<JudgeFile> files;
  JudgeNames classifier_names, matcher_names;
};

/// The job's classifiers and matchers. Those that the card of its generator names are in the loop.
/// Throws `Error` where a file can't be used, is given twice, or has the name of another.
Judges load_judges(const EvaluateJob& job);

}  // namespace antifaz
