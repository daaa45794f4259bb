#pragma once

#include <cstdint>

namespace at {
class Tensor;
}

namespace antifaz {

/// How far neighbourhoods survive on a map (Venna & Kaski 2006); 1 is best, about one half chance.
struct MapQuality {
  double trustworthiness = 1;   ///< falls with those near on the map that are not among the codes
  double continuity = 1;        ///< falls with those near among the codes that are not on the map
  std::int64_t neighbours = 0;  ///< that were looked at
};

/// Of codes [N, numbers] and their places [N, 2]. `neighbours` are fewer where there are not twice
/// as many others; all N squared distances are compared. Precondition: N is at least 4.
MapQuality map_quality(const at::Tensor& codes, const at::Tensor& places,
                       std::int64_t neighbours = 12);

}  // namespace antifaz
