#include "pipelines/measured_figures.hpp"

#include <cmath>

namespace antifaz {

NamedValues MeasuredFigures::of(const NamedValues& figures, Observer& observer) {
  NamedValues measured;
  for (const auto& [name, value] : figures) {
    if (!std::isnan(value)) {
      measured.emplace_back(name, value);
    } else if (told_.insert(name).second) {
      observer.message(name +
                       " is left out: the validation examples can't tell it (rates of matching "
                       "take subjects with several images, AUCs both labels)");
    }
  }
  return measured;
}

}  // namespace antifaz
