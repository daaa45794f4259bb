#pragma once

#include <chrono>
#include <string>

#include "pipelines/observer.hpp"

namespace antifaz {

/// Tells an observer how far a job over `total` images is, how fast, and how long it will take.
class ProgressMeter {
 public:
  ProgressMeter(Observer& observer, std::string stage, std::size_t total);

  /// `count` more images are done.
  void advance(std::size_t count);
  /// Since the meter was made.
  double seconds() const;

 private:
  Observer& observer_;
  Progress progress_;
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

}  // namespace antifaz
