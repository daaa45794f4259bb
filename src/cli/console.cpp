#include "src/cli/console.hpp"

#include <unistd.h>

#include <cstdio>
#include <iostream>
#include <sstream>

#include "src/cli/process.hpp"
#include "src/text/shown_name.hpp"

namespace antifaz {
namespace {

constexpr std::chrono::milliseconds kRedraw(100);
constexpr std::chrono::seconds kPlainLine(10);
constexpr std::size_t kBarWidth = 24;

std::string clock_text(double seconds) {
  const auto whole = static_cast<long>(seconds);
  char text[32];
  if (whole >= 3600) {
    std::snprintf(text, sizeof text, "%ld:%02ld:%02ld", whole / 3600, whole / 60 % 60, whole % 60);
  } else {
    std::snprintf(text, sizeof text, "%ld:%02ld", whole / 60, whole % 60);
  }
  return text;
}

std::string bar(const Progress& progress) {
  const std::size_t full = progress.total == 0 ? 0 : kBarWidth * progress.done / progress.total;
  return "[" + std::string(full, '#') + std::string(kBarWidth - full, ' ') + "] ";
}

}  // namespace

std::string progress_line(const Progress& progress) {
  std::ostringstream line;
  line << shown(progress.stage) << "  " << progress.done << "/" << progress.total;
  if (progress.per_second > 0) {
    line.precision(progress.per_second < 10 ? 2 : 3);
    line << "  ";
    if (progress.per_second >= 1000) {
      line << static_cast<long>(progress.per_second);
    } else {
      line << progress.per_second;
    }
    line << " images/s  " << clock_text(progress.seconds_left) << " left";
  }
  line.precision(4);
  for (const auto& [name, value] : progress.values) line << "  " << name << " " << value;
  return line.str();
}

Console::Console(bool quiet) : quiet_(quiet), terminal_(isatty(STDERR_FILENO) == 1) {}

Console::~Console() { clear_bar(); }

void Console::clear_bar() {
  if (bar_shown_) std::cerr << "\r\x1b[K" << std::flush;
  bar_shown_ = false;
}

void Console::progress(const Progress& progress) {
  if (quiet_) return;
  const bool finished = progress.done == progress.total;
  const bool fresh = progress.stage != stage_;
  const auto passed = Clock::now() - shown_;
  if (!fresh && !finished && passed < (terminal_ ? Clock::duration(kRedraw) : kPlainLine)) return;
  if (fresh) shown_ = Clock::now();
  stage_ = progress.stage;
  if (!terminal_) {
    if (fresh && !finished) return;  // the first plain line after ten seconds
    shown_ = Clock::now();
    std::cerr << progress_line(progress) << std::endl;
    return;
  }
  shown_ = Clock::now();
  std::cerr << "\r" << bar(progress) << progress_line(progress) << "\x1b[K" << std::flush;
  bar_shown_ = true;
}

void Console::message(const std::string& line) {
  clear_bar();
  std::cerr << shown_line(line) << std::endl;
}

bool Console::wants_stop() const { return stop_signal() != 0; }

}  // namespace antifaz
