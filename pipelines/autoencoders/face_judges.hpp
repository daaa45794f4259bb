#pragma once

#include <cstdint>
#include <filesystem>

namespace antifaz {

/// Who says how far drawn faces are from real ones.
struct FaceJudges {
  std::filesystem::path matcher, detector;  ///< weights; empty: nobody
  std::int64_t images = 500;                ///< drawn, and as many real ones
};

}  // namespace antifaz
