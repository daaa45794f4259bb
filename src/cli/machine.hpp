#pragma once

namespace antifaz {

/// Gives every library that computes this many threads, and lets the process keep its memory. To be
/// called once, before anything is computed.
void set_up_machine(int threads);

}  // namespace antifaz
