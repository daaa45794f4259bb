#pragma once

#include "pipelines/autoencoders/apply_jobs.hpp"
#include "src/cli/command.hpp"

namespace antifaz {

/// --model, --output, --device and --seed.
inline ApplyOptions apply_options(const Invocation& in) {
  return {in.text("model"), in.text("output"), in.device, in.seed.value_or(1)};
}

}  // namespace antifaz
