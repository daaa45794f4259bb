#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <string>
#include <vector>

#include "src/data/manifest.hpp"

namespace antifaz {

/// What an autoencoder made of examples (or anything else that is a row of numbers each), and what
/// is known of them.
struct LabelledCodes {
  at::Tensor codes;                    ///< float32 [N, numbers]
  std::vector<std::string> names;      ///< the examples' paths, [N]
  std::vector<std::string> classes;    ///< labels that occur, sorted
  std::vector<int> labels;             ///< index into `classes`, [N]
  std::vector<std::uint32_t> subject;  ///< who is on each, numbered from 0; its own where unknown
  std::size_t unlabelled = 0;          ///< examples left out because they have no label

  std::size_t size() const { return names.size(); }
  bool has_labels() const { return !labels.empty(); }
};

/// One way to describe examples by numbers.
struct FeatureSet {
  std::string name;             ///< "codes", "pixels"
  at::Tensor values;            ///< float32 [N, numbers], rows as in `LabelledCodes`
  std::int64_t components = 0;  ///< principal components to keep, fitted on training rows; 0: none
};

/// Joins the rows of `codes` [N, numbers] with a manifest by path; `column` names the label:
/// gender, subject or any further column of the manifest. Examples without one are left out. Throws
/// `Error` for a column that is not there, and where fewer than two labels are left.
LabelledCodes with_labels(const at::Tensor& codes, const std::vector<std::string>& names,
                          const Manifest& manifest, const std::string& column);

/// The rows of `values` [M, ...], named `names`, that have the names `wanted`, in that order.
/// Throws `Error` for a name that is not among them.
at::Tensor rows_named(const at::Tensor& values, const std::vector<std::string>& names,
                      const std::vector<std::string>& wanted);

/// Row numbers as an index tensor, int64 [n].
at::Tensor as_index(const std::vector<std::int64_t>& rows);

}  // namespace antifaz
