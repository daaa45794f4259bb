#pragma once

#include "pipelines/observer.hpp"
#include "src/tensors/examples.hpp"

namespace antifaz {

/// Tells the observer what of the examples could not be read.
inline NamedExamples tell_problems(NamedExamples examples, Observer& observer) {
  for (const std::string& problem : examples.problems) observer.message(problem);
  return examples;
}

}  // namespace antifaz
