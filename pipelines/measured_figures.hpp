#pragma once

#include <set>
#include <string>

#include "pipelines/observer.hpp"
#include "src/core/named_values.hpp"

namespace antifaz {

/// Leaves out of a validation's figures what its examples can't tell (not a number: a rate of
/// matching faces where nobody has two, say), and tells the observer so, once a name.
class MeasuredFigures {
 public:
  NamedValues of(const NamedValues& figures, Observer& observer);

 private:
  std::set<std::string> told_;
};

}  // namespace antifaz
