#pragma once

#include <vector>

#include "pipelines/evaluate/collect_scores.hpp"
#include "src/cli/command.hpp"

namespace antifaz {

/// The judges of an evaluation and the files that they, and what is told of them, came from.
struct Judges {
  std::vector<Judge<GenderClassifier>> classifiers;
  std::vector<Judge<FaceMatcher>> matchers;
  std::vector<JudgeFile> files;
};

/// --classifier, --matcher, --generator.
void add_judge_options(Options& options);

/// The shipped judges and those given: .safetensors, dlib's .dat, or a .json that describes an
/// ONNX or Caffe model. Those that the generator's card names are in the loop.
Judges load_judges(const Invocation& in);

}  // namespace antifaz
