#include "pipelines/codes/map.hpp"

#include <torch/types.h>

#include "models/autoencoders/pca.hpp"
#include "models/codes/labelled_codes.hpp"
#include "src/core/error.hpp"
#include "src/core/files.hpp"
#include "src/data/new_file.hpp"
#include "src/tensors/examples.hpp"

namespace antifaz {
namespace {

/// What the page shows: at most `limit` of the examples, evenly spaced, at the places of all.
MapPage page_of(const MapJob& job, const LabelledCodes& examples, const CodeMap& places) {
  MapPage page;
  page.title = job.input.codes.string();
  page.map.explained = places.explained;
  page.classes = examples.classes;
  const std::size_t count = examples.size(), shown = std::min(count, job.limit);
  for (std::size_t i = 0; i < shown; ++i) {
    const std::size_t row = i * count / shown;
    page.map.places.push_back(places.places[row]);
    page.names.push_back(examples.names[row]);
    if (examples.has_labels()) page.labels.push_back(examples.labels[row]);
    page.thumbnails.push_back(read_square(job.images / examples.names[row], job.size));
  }
  return page;
}

}  // namespace

MapReport map_codes(const MapJob& job, Observer& observer) {
  expect_new_file(job.output);
  const LabelledCodes examples = read_codes(job.input, observer);
  const CodeMap places = places_of(examples.codes);
  const MapPage page = page_of(job, examples, places);
  write_atomically(job.output, map_page(page));
  return {examples.size(), page.names.size(), places.explained};
}

CodeMap places_of(const at::Tensor& codes) {
  if (codes.size(0) < 3 || codes.size(1) < 2) {
    throw Error("a map needs three codes of two numbers at least");
  }
  Pca pca({codes.size(1)}, 2);
  pca.fit(codes);
  const at::Tensor places = pca.encode(codes).contiguous();
  const auto place = places.accessor<float, 2>();
  CodeMap map;
  for (std::int64_t i = 0; i < place.size(0); ++i)
    map.places.emplace_back(place[i][0], place[i][1]);
  map.explained = pca.explained().sum().item<double>();
  return map;
}

}  // namespace antifaz
