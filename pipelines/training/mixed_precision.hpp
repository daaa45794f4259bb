#pragma once

#include <ATen/autocast_mode.h>
#include <torch/version.h>

namespace antifaz {

/// While it lives, convolutions and matrix products compute in bfloat16, with float32 weights and
/// sums: on a CPU three times as fast where it has AVX512-BF16 or AMX, slower where it has not; on
/// a GPU since Ampere faster, too. What a network gives in it may be bfloat16: convert it before a
/// loss.
class MixedPrecision {
 public:
  explicit MixedPrecision(bool on) : cpu_(cpu_enabled()), gpu_(gpu_enabled()) { enable(on, on); }
  ~MixedPrecision() {
    at::autocast::clear_cache();  // of converted weights, which the next step changes
    enable(cpu_, gpu_);
  }
  MixedPrecision(const MixedPrecision&) = delete;
  MixedPrecision& operator=(const MixedPrecision&) = delete;

 private:
#if TORCH_VERSION_MAJOR > 2 || (TORCH_VERSION_MAJOR == 2 && TORCH_VERSION_MINOR >= 4)
  static bool cpu_enabled() { return at::autocast::is_autocast_enabled(at::kCPU); }
  static bool gpu_enabled() { return at::autocast::is_autocast_enabled(at::kCUDA); }
  static void enable(bool cpu, bool gpu) {
    at::autocast::set_autocast_dtype(at::kCPU, at::kBFloat16);
    at::autocast::set_autocast_dtype(at::kCUDA, at::kBFloat16);
    at::autocast::set_autocast_enabled(at::kCPU, cpu);
    at::autocast::set_autocast_enabled(at::kCUDA, gpu);
  }
#else
  static bool cpu_enabled() { return at::autocast::is_cpu_enabled(); }
  static bool gpu_enabled() { return at::autocast::is_enabled(); }
  static void enable(bool cpu, bool gpu) {
    at::autocast::set_autocast_cpu_dtype(at::kBFloat16);
    at::autocast::set_autocast_gpu_dtype(at::kBFloat16);
    at::autocast::set_cpu_enabled(cpu);
    at::autocast::set_enabled(gpu);
  }
#endif

  bool cpu_, gpu_;
};

/// float32 of what `net` says of `x`, computed in mixed precision where `on`.
template <class Net>
at::Tensor answer(Net& net, const at::Tensor& x, bool on) {
  const MixedPrecision precision(on);
  return net.forward(x).to(at::kFloat);
}

}  // namespace antifaz
