#pragma once

#include <string>

#include "src/core/device.hpp"

namespace antifaz {

/// Gives every library that computes this many threads, and lets the process keep its memory. To be
/// called once, before anything is computed. Throws `Error` where the process may not take the
/// memory that they need (`ulimit -v`).
void set_up_machine(int threads);

/// auto (the first GPU, if LibTorch finds one), cpu, cuda or cuda:N. Throws `UsageError`.
Device find_device(const std::string& text);

}  // namespace antifaz
