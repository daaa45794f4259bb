#include "pipelines/codes/traverse.hpp"

#include <torch/types.h>

#include "models/autoencoders/apply.hpp"
#include "models/autoencoders/open_model.hpp"
#include "models/codes/traversal.hpp"
#include "src/core/error.hpp"
#include "src/data/new_file.hpp"
#include "src/images/image_io.hpp"
#include "src/tensors/example_files.hpp"

namespace antifaz {

TraverseReport traverse_codes(const TraverseJob& job, Observer& observer) {
  if (!is_image_file(job.output)) throw Error(job.output, "is no name of a picture, such as x.png");
  expect_new_file(job.output);
  const ModelInput& input = job.input;
  const LoadedAutoencoder loaded = open_model(input.model, input.device, input.seed);
  expect_images(loaded.options, input.model.string());
  const NamedExamples data = read_for_model(loaded.options, input.data, input.limit, observer);
  TraverseReport report;
  report.skipped = data.skipped();
  std::vector<at::Tensor> rows;
  for (const Traversal& walk : traversals_of(*loaded.model, encode_all(*loaded.model, data.values),
                                             job.steps, job.span, job.numbers)) {
    rows.push_back(walk.images);
    report.rows.push_back({walk.number, walk.effect});
  }
  write_photo(contact_sheet(rows), job.output);
  return report;
}

}  // namespace antifaz
