#pragma once

#include <chrono>
#include <string>

#include "pipelines/observer.hpp"

namespace antifaz {

/// Shows progress on standard error: a bar that rewrites itself on a terminal, a plain line every
/// ten seconds elsewhere; none where quiet. Finished lines (a bad image) are shown in any case,
/// each as `shown_line` shows it.
class Console : public Observer {
 public:
  explicit Console(bool quiet);
  ~Console() override;
  void progress(const Progress& progress) override;
  void message(const std::string& line) override;
  /// True once SIGINT or SIGTERM came.
  bool wants_stop() const override;

 private:
  using Clock = std::chrono::steady_clock;

  void clear_bar();

  bool quiet_, terminal_, bar_shown_ = false;
  std::string stage_;
  Clock::time_point shown_;
};

/// "epoch 1/3   12/100 images  34.5/s  1:20 left  loss 0.7", without a line end.
std::string progress_line(const Progress& progress);

}  // namespace antifaz
