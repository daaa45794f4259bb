#pragma once

#include <filesystem>

#include "models/codes/map_quality.hpp"
#include "pipelines/codes/codes_input.hpp"
#include "pipelines/codes/map_page.hpp"

namespace at {
class Tensor;
}

namespace antifaz {

struct MapJob {
  CodesInput input;
  std::filesystem::path images;  ///< folder of the images that the codes are of
  MapKind kind = MapKind::kComponents;
  int size = 40;                 ///< side of the thumbnails after a centred crop
  std::size_t limit = 1000;      ///< show only so many images, evenly spaced
  std::filesystem::path output;  ///< HTML page to write
};

struct MapReport {
  std::size_t codes = 0, shown = 0;
  double explained = 0;  ///< `CodeMap::explained`
  MapQuality quality;    ///< of the codes shown, at most `kMostJudged` of them, evenly spaced
};

/// Judging a map compares all pairs.
constexpr std::size_t kMostJudged = 2000;

/// Draws a page with every image at its code's place: components are those of all codes, t-SNE is
/// of the codes shown. Throws `Error` where the page can't be written, before anything is read, and
/// for what can't be read.
MapReport map_codes(const MapJob& job, Observer& observer);

/// Where codes, float32 [N, numbers], lie on their first two components. Throws `Error` for fewer
/// than three codes or codes of one number.
CodeMap places_of(const at::Tensor& codes);

}  // namespace antifaz
