#include "pipelines/progress_meter.hpp"

#include <utility>

namespace antifaz {

ProgressMeter::ProgressMeter(Observer& observer, std::string stage, std::size_t total)
    : observer_(observer) {
  progress_.stage = std::move(stage);
  progress_.total = total;
  observer_.progress(progress_);
}

void ProgressMeter::advance(std::size_t count) {
  progress_.done += count;
  if (const double passed = seconds(); passed > 0) {
    progress_.per_second = static_cast<double>(progress_.done) / passed;
    progress_.seconds_left =
        static_cast<double>(progress_.total - progress_.done) / progress_.per_second;
  }
  observer_.progress(progress_);
}

double ProgressMeter::seconds() const {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count();
}

}  // namespace antifaz
