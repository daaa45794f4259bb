#include "pipelines/codes/codes_input.hpp"

#include <torch/types.h>

#include <utility>
#include <vector>

#include "models/codes/labelled_codes.hpp"
#include "src/core/error.hpp"
#include "src/labels/label_match.hpp"
#include "src/tensors/examples.hpp"

namespace antifaz {
namespace {

// The rows of these examples, named as they are.
Manifest rows_of(const std::vector<std::string>& names, LabelTable labels, Observer& observer) {
  std::vector<FileToLabel> files;
  for (const std::string& name : names) files.push_back({"", name});
  LabelMatch match = match_labels(labels, files);
  match.files_without_row = {};  // counted below, together with rows whose label is empty
  for (const std::string& line : match.messages()) observer.message(line);
  std::vector<ManifestRow> rows;
  for (std::size_t f = 0; f < files.size(); ++f) {
    if (!match.row_of[f]) continue;
    rows.push_back(labels.manifest.rows[*match.row_of[f]]);
    rows.back().path = names[f];
  }
  labels.manifest.rows = std::move(rows);
  return std::move(labels.manifest);
}

}  // namespace

LabelledCodes read_codes(const CodesInput& input, Observer& observer) {
  if (std::filesystem::is_directory(input.codes)) {
    throw Error(input.codes, "is a folder; encode it first with 'antifaz autoencoder encode'");
  }
  NamedExamples read = read_examples(input.codes, {});
  const at::Tensor codes = read.values.to(torch::kFloat32).contiguous();
  if (input.labels.empty()) {
    LabelledCodes examples;
    examples.codes = codes;
    examples.names = std::move(read.names);
    return examples;
  }
  LabelledCodes joined = with_labels(
      codes, read.names, rows_of(read.names, read_labels(input.labels), observer), input.label);
  if (joined.unlabelled > 0) {
    observer.message(std::to_string(joined.unlabelled) + " examples without a label '" +
                     input.label + "' are left out");
  }
  return joined;
}

}  // namespace antifaz
