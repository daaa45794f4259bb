#include "src/cli/machine.hpp"

#include <ATen/Parallel.h>
#include <dlfcn.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

#include <opencv2/core/utility.hpp>

namespace antifaz {
namespace {

/// OpenBLAS, with which LibTorch and dlib multiply matrices, has threads of its own that LibTorch
/// does not limit. Idle they spin, at the cost of whoever else wants the cores.
void set_blas_threads(int threads) {
  using Setter = void (*)(int);
  // Looked up, not linked: another BLAS may stand in its place.
  const auto set = reinterpret_cast<Setter>(dlsym(RTLD_DEFAULT, "openblas_set_num_threads"));
  if (set) set(threads);
}

/// glibc gives every large block back to the system at once and asks for it anew, page by page.
/// Networks free and take such blocks at every layer: where page faults are dear, as on virtual
/// machines, that cost up to nine tenths of the time of small ones.
void keep_memory() {
#ifdef __GLIBC__
  mallopt(M_MMAP_MAX, 0);         // no block is a mapping of its own
  mallopt(M_TRIM_THRESHOLD, -1);  // the heap never shrinks
  mallopt(M_TOP_PAD, 64 << 20);   // and grows by this at least
#endif
}

}  // namespace

void set_up_machine(int threads) {
  at::set_num_threads(threads);  // OpenMP's too; LibTorch's own default here is one
  cv::setNumThreads(threads);
  set_blas_threads(threads);
  keep_memory();
}

}  // namespace antifaz
