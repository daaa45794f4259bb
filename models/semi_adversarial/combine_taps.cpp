#include "models/semi_adversarial/combine_taps.hpp"

#include <ATen/Parallel.h>
#include <torch/types.h>

#include <cstdint>
#include <cstring>

namespace antifaz {
namespace {

constexpr float kSlope = 0.01F;
constexpr int kMaxChannels = 512;

inline float as_float(float x) { return x; }
inline float as_float(std::uint16_t bits) {
  const std::uint32_t wide = static_cast<std::uint32_t>(bits) << 16;
  float x;
  std::memcpy(&x, &wide, sizeof x);
  return x;
}

/// What one low-resolution pixel's four outputs need: the products of taps r, s (row, column) at
/// the pixel's neighbours, null beyond the border. tap(r, s) at vertical offset dy, horizontal dx.
template <typename T>
struct Neighbours {
  const T* at[3][3];  ///< pixels around, [dy + 1][dx + 1]
};

/// Upsampled row 2y sees taps 0, 1, 2 at low rows y - 1, y, y; row 2y + 1 at y, y, y + 1.
constexpr int kRow[2][3] = {{0, 1, 1}, {1, 1, 2}};

/// One row of low-resolution pixels, image [height, width, 9 * channels], and what to add them
/// with.
template <typename T>
struct Row {
  const T* image;
  int y, height, width, channels;
  const T* zeros;
  const float *bias, *reduce;
};

template <typename T>
inline __attribute__((always_inline)) void four_outputs(const Neighbours<T>& near,
                                                        const Row<T>& row, float out[2][2]) {
  for (int a = 0; a < 2; ++a) {
    for (int b = 0; b < 2; ++b) {
      const T* tap[9];
      for (int r = 0; r < 3; ++r) {
        for (int s = 0; s < 3; ++s) {
          const T* pixel = near.at[kRow[a][r]][kRow[b][s]];
          tap[3 * r + s] = pixel ? pixel + (3 * r + s) * row.channels : row.zeros;
        }
      }
      float sums[16] = {};
      for (int c = 0; c < row.channels; c += 16) {
        for (int k = 0; k < 16; ++k) {
          float x = row.bias[c + k];
          for (int t = 0; t < 9; ++t) x += as_float(tap[t][c + k]);
          sums[k] += row.reduce[c + k] * (x > 0 ? x : kSlope * x);
        }
      }
      float sum = 0;
      for (const float part : sums) sum += part;
      out[a][b] = sum;
    }
  }
}

/// Gives the two rows of outputs of a row of pixels.
template <typename T>
inline __attribute__((always_inline)) void combine_row(const Row<T>& row, float* above,
                                                       float* below) {
  for (int x = 0; x < row.width; ++x) {
    Neighbours<T> near;
    for (int dy = -1; dy <= 1; ++dy) {
      for (int dx = -1; dx <= 1; ++dx) {
        const bool inside =
            row.y + dy >= 0 && row.y + dy < row.height && x + dx >= 0 && x + dx < row.width;
        const auto pixel = static_cast<std::ptrdiff_t>(row.y + dy) * row.width + x + dx;
        near.at[dy + 1][dx + 1] = inside ? row.image + pixel * 9 * row.channels : nullptr;
      }
    }
    float out[2][2];
    four_outputs(near, row, out);
    above[2 * x] = out[0][0];
    above[2 * x + 1] = out[0][1];
    below[2 * x] = out[1][0];
    below[2 * x + 1] = out[1][1];
  }
}

// Compiled once for any processor (on Arm with its vectors, which every 64-bit one has) and, where
// the distribution's default has no wide vectors, once for each set of them, chosen as the program
// is loaded.
#if defined(__x86_64__) && defined(__GLIBC__)
#define ANTIFAZ_WIDEST __attribute__((target_clones("avx512f", "avx2", "default")))
#else
#define ANTIFAZ_WIDEST
#endif

ANTIFAZ_WIDEST void widest_row(const Row<float>& row, float* above, float* below) {
  combine_row(row, above, below);
}
ANTIFAZ_WIDEST void widest_bfloat16_row(const Row<std::uint16_t>& row, float* above, float* below) {
  combine_row(row, above, below);
}
#undef ANTIFAZ_WIDEST
void generic_row(const Row<float>& row, float* above, float* below) {
  combine_row(row, above, below);
}
void generic_bfloat16_row(const Row<std::uint16_t>& row, float* above, float* below) {
  combine_row(row, above, below);
}

template <typename T>
using CombineRow = void (*)(const Row<T>& row, float* above, float* below);

template <typename T>
void combine(const T* products, const at::Tensor& bias, const at::Tensor& reduce,
             CombineRow<T> combine_one, at::Tensor& out) {
  const auto channels = static_cast<int>(bias.size(0));
  const auto height = static_cast<int>(out.size(2) / 2), width = static_cast<int>(out.size(3) / 2);
  const std::ptrdiff_t image = static_cast<std::ptrdiff_t>(height) * width * 9 * channels;
  static const T zeros[kMaxChannels] = {};
  float* result = out.data_ptr<float>();
  at::parallel_for(0, out.size(0) * height, 4, [&](int64_t begin, int64_t end) {
    for (int64_t row = begin; row < end; ++row) {
      float* above = result + row * 4 * width;
      combine_one({products + row / height * image, static_cast<int>(row % height), height, width,
                   channels, zeros, bias.data_ptr<float>(), reduce.data_ptr<float>()},
                  above, above + 2 * width);
    }
  });
}

}  // namespace

at::Tensor combine_taps(const at::Tensor& products, const at::Tensor& bias,
                        const at::Tensor& reduce, TapKernel kernel) {
  const bool widest = kernel == TapKernel::kWidest;
  const int64_t channels = bias.size(0);
  TORCH_CHECK(products.size(1) == 9 * channels && channels % 16 == 0 && channels <= kMaxChannels,
              "nine products of a multiple of 16 channels are needed");
  const at::Tensor p = products.contiguous(at::MemoryFormat::ChannelsLast);
  at::Tensor out =
      at::empty({p.size(0), 1, 2 * p.size(2), 2 * p.size(3)}, p.options().dtype(at::kFloat));
  if (p.scalar_type() == at::kFloat) {
    combine(p.data_ptr<float>(), bias, reduce, widest ? widest_row : generic_row, out);
  } else {
    TORCH_CHECK(p.scalar_type() == at::kBFloat16, "float32 or bfloat16 products are needed");
    combine(reinterpret_cast<const std::uint16_t*>(p.data_ptr<at::BFloat16>()), bias, reduce,
            widest ? widest_bfloat16_row : generic_bfloat16_row, out);
  }
  return out;
}

}  // namespace antifaz
