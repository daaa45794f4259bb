#include "models/codes/map_quality.hpp"

#include <torch/types.h>
#include <torch/utils.h>

#include <algorithm>

namespace antifaz {
namespace {

/// Every row's rows from itself to the farthest, [N, N].
torch::Tensor by_distance(const torch::Tensor& rows) {
  const torch::Tensor exact = rows.to(torch::kDouble);
  torch::Tensor far = torch::cdist(exact, exact);
  far.fill_diagonal_(-1);
  return far.argsort(/*dim=*/1, /*descending=*/false);
}

/// 1 less the share, of the most there can be, by which those near in `there` are farther than the
/// nearest k in `here`.
double trust(const torch::Tensor& here, const torch::Tensor& there, int64_t k) {
  const int64_t n = here.size(0);
  const torch::Tensor counted = torch::arange(n).expand({n, n}).contiguous();
  const torch::Tensor ranks = torch::empty_like(here).scatter_(1, here, counted);
  const torch::Tensor of_near = ranks.gather(1, there.narrow(1, 1, k));
  const auto beyond = (of_near - k).clamp_min(0).sum().item<int64_t>();
  const auto most = static_cast<double>(n * k * (2 * n - 3 * k - 1)) / 2;
  return 1 - static_cast<double>(beyond) / most;
}

}  // namespace

MapQuality map_quality(const at::Tensor& codes, const at::Tensor& places, std::int64_t neighbours) {
  const int64_t n = codes.size(0);
  TORCH_CHECK(n >= 4 && places.size(0) == n, "a map of ", n, " codes has ", places.size(0),
              " places");
  const torch::NoGradGuard no_grad;
  const int64_t k = std::clamp<int64_t>(neighbours, 1, (n - 1) / 2);
  const torch::Tensor from = by_distance(codes), to = by_distance(places);
  return {trust(from, to, k), trust(to, from, k), k};
}

}  // namespace antifaz
