#include "src/cli/process.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <csignal>
#include <iostream>

namespace antifaz {
namespace {

volatile std::sig_atomic_t stop_asked_by = 0;

void ask_to_stop(int signal) {
  stop_asked_by = signal;
  std::signal(signal, SIG_DFL);  // whoever can't wait sends it again
}

}  // namespace

void set_up_process() {
  // The lowest number that is free is the one that was closed: in this order.
  if (fcntl(STDIN_FILENO, F_GETFD) == -1) open("/dev/null", O_RDONLY);
  if (fcntl(STDOUT_FILENO, F_GETFD) == -1) open("/dev/full", O_WRONLY);
  if (fcntl(STDERR_FILENO, F_GETFD) == -1) open("/dev/null", O_WRONLY);
  for (const int signal : {SIGPIPE, SIGXFSZ}) std::signal(signal, SIG_IGN);
  for (const int signal : {SIGINT, SIGTERM}) {
    // Who is started in the background by a shell without job control must go on ignoring it.
    if (std::signal(signal, ask_to_stop) == SIG_IGN) std::signal(signal, SIG_IGN);
  }
}

int stop_signal() { return stop_asked_by; }

bool output_arrived() {
  if (std::cout.flush()) return true;
  std::cerr << "antifaz: standard output can't be written; what was to be said there is lost"
            << std::endl;
  return false;
}

}  // namespace antifaz
