#pragma once

#include <ATen/autocast_mode.h>

namespace antifaz {

/// While it lives, convolutions and matrix products on the CPU compute in bfloat16, with float32
/// weights and sums: three times as fast where the processor has AVX512-BF16 or AMX, slower where
/// it has not. What a network gives in it may be bfloat16: convert it before a loss.
class MixedPrecision {
 public:
  explicit MixedPrecision(bool on) : before_(at::autocast::is_cpu_enabled()) {
    at::autocast::set_autocast_cpu_dtype(at::kBFloat16);
    at::autocast::set_cpu_enabled(on);
  }
  ~MixedPrecision() {
    at::autocast::clear_cache();  // of converted weights, which the next step changes
    at::autocast::set_cpu_enabled(before_);
  }
  MixedPrecision(const MixedPrecision&) = delete;
  MixedPrecision& operator=(const MixedPrecision&) = delete;

 private:
  bool before_;
};

/// float32 of what `net` says of `x`, computed in mixed precision where `on`.
template <class Net>
at::Tensor answer(Net& net, const at::Tensor& x, bool on) {
  const MixedPrecision precision(on);
  return net.forward(x).to(at::kFloat);
}

}  // namespace antifaz
