#include "pipelines/codes/map.hpp"

#include <torch/types.h>

#include <algorithm>

#include "models/autoencoders/pca.hpp"
#include "models/codes/labelled_codes.hpp"
#include "models/codes/tsne.hpp"
#include "src/core/error.hpp"
#include "src/core/files.hpp"
#include "src/data/new_file.hpp"
#include "src/tensors/examples.hpp"

namespace antifaz {
namespace {

/// `shown` of `count` rows, evenly spaced.
std::vector<std::int64_t> evenly_spaced(std::size_t count, std::size_t shown) {
  std::vector<std::int64_t> rows;
  for (std::size_t i = 0; i < shown; ++i) {
    rows.push_back(static_cast<std::int64_t>(i * count / shown));
  }
  return rows;
}

at::Tensor chosen(const at::Tensor& codes, const std::vector<std::int64_t>& rows) {
  return codes.index_select(0, torch::tensor(rows, torch::kLong));
}

CodeMap map_of(const at::Tensor& places) {
  const at::Tensor rows = places.contiguous();
  const auto place = rows.accessor<float, 2>();
  CodeMap map;
  for (std::int64_t i = 0; i < place.size(0); ++i)
    map.places.emplace_back(place[i][0], place[i][1]);
  return map;
}

/// Places of the rows shown.
CodeMap shown_places(const MapJob& job, const at::Tensor& codes,
                     const std::vector<std::int64_t>& rows) {
  CodeMap map;
  if (job.kind == MapKind::kTsne) {
    map = map_of(tsne(chosen(codes, rows)));
    map.kind = MapKind::kTsne;
    return map;
  }
  const CodeMap all = places_of(codes);
  map.explained = all.explained;
  for (const std::int64_t row : rows)
    map.places.push_back(all.places[static_cast<std::size_t>(row)]);
  return map;
}

/// None of fewer than four.
MapQuality quality_of(const at::Tensor& codes, const std::vector<cv::Point2f>& places) {
  if (places.size() < 4) return {};
  const auto rows = evenly_spaced(places.size(), std::min(places.size(), kMostJudged));
  const at::Tensor flat = torch::empty({codes.size(0), 2});
  auto place = flat.accessor<float, 2>();
  for (std::size_t i = 0; i < places.size(); ++i) {
    place[static_cast<std::int64_t>(i)][0] = places[i].x;
    place[static_cast<std::int64_t>(i)][1] = places[i].y;
  }
  return map_quality(chosen(codes, rows), chosen(flat, rows));
}

}  // namespace

MapReport map_codes(const MapJob& job, Observer& observer) {
  expect_new_file(job.output);
  const LabelledCodes examples = read_codes(job.input, observer);
  const auto rows = evenly_spaced(examples.size(), std::min(examples.size(), job.limit));
  MapPage page;
  page.title = job.input.codes.string();
  page.map = shown_places(job, examples.codes, rows);
  page.classes = examples.classes;
  for (const std::int64_t one : rows) {
    const auto row = static_cast<std::size_t>(one);
    page.names.push_back(examples.names[row]);
    if (examples.has_labels()) page.labels.push_back(examples.labels[row]);
    page.thumbnails.push_back(read_square(job.images / examples.names[row], job.size));
  }
  write_atomically(job.output, map_page(page));
  return {examples.size(), rows.size(), page.map.explained,
          quality_of(chosen(examples.codes, rows), page.map.places)};
}

CodeMap places_of(const at::Tensor& codes) {
  if (codes.size(0) < 3 || codes.size(1) < 2) {
    throw Error("a map needs three codes of two numbers at least");
  }
  Pca pca({codes.size(1)}, 2);
  pca.fit(codes);
  CodeMap map = map_of(pca.encode(codes));
  map.explained = pca.explained().sum().item<double>();
  return map;
}

}  // namespace antifaz
