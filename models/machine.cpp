#include "models/machine.hpp"

#include <ATen/Parallel.h>
#include <dlfcn.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <torch/cuda.h>
#include <torch/types.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

#include <opencv2/core/utility.hpp>
#include <string>

#include "src/core/error.hpp"

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

/// OpenBLAS takes a buffer a thread at its first product, and where it gets none it tries again for
/// good. So where memory is limited there must be enough for networks and buffers, and the buffers
/// are taken before anything else can.
void take_blas_buffers(int threads) {
  // Protecting photographs took 450, 610 and 3,550 MB of addresses with 1, 2 and 16 threads.
  constexpr std::size_t kMegabytes = 320, kMegabytesAThread = 208;
  rlimit limit;
  if (getrlimit(RLIMIT_AS, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY) return;
  const std::size_t needed = kMegabytes + kMegabytesAThread * static_cast<std::size_t>(threads);
  void* room = mmap(nullptr, needed << 20, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (room == MAP_FAILED) {
    throw Error(
        "the " + std::to_string(limit.rlim_cur >> 20) +
        " MB of memory that this process may take (ulimit -v) are too few: with --threads " +
        std::to_string(threads) + " it needs " + std::to_string(needed) +
        " MB beyond the program itself; raise the limit or give fewer threads");
  }
  munmap(room, needed << 20);
  const at::Tensor large = torch::ones({512, 512});
  at::mm(large, large);
}

}  // namespace

void set_up_machine(int threads) {
  at::set_num_threads(threads);  // OpenMP's too; LibTorch's own default here is one
  cv::setNumThreads(threads);
  set_blas_threads(threads);
  take_blas_buffers(threads);
  keep_memory();
}

Device find_device(const std::string& text) {
  if (text == "cpu") return {};
  if (text == "auto") return {torch::cuda::is_available(), 0};
  const std::string number = text.rfind("cuda:", 0) == 0 ? text.substr(5) : "0";
  const bool digits = !number.empty() && number.size() < 3 &&
                      number.find_first_not_of("0123456789") == std::string::npos;
  if ((text != "cuda" && text.rfind("cuda:", 0) != 0) || !digits) {
    throw UsageError("'" + text + "' is no device; choices: auto, cpu, cuda, cuda:N");
  }
  const int index = std::stoi(number);
  if (index >= static_cast<int>(torch::cuda::device_count())) {
    throw UsageError(text + ": this LibTorch finds " + std::to_string(torch::cuda::device_count()) +
                     " GPUs; use cpu, or install LibTorch with CUDA");
  }
  return {true, index};
}

}  // namespace antifaz
