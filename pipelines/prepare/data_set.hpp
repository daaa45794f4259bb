#pragma once

#include <filesystem>

#include "src/data/importers.hpp"

namespace antifaz {

/// Where a data set's images, people and labels are told.
enum class DataSetFormat {
  kAuto,      ///< a manifest where there is one, else a folder
  kManifest,  ///< manifest.csv
  kFolder,    ///< all images of a folder's tree, without labels
  kUtkface,
  kLfw,
  kCeleba
};

/// A data set as it comes, with its own lists where it has such.
struct DataSet {
  std::filesystem::path input;  ///< a folder, or a manifest
  DataSetFormat format = DataSetFormat::kAuto;
  std::filesystem::path attributes, identities;    ///< kCeleba; without identities no people
  std::filesystem::path male_names, female_names;  ///< kLfw
};

/// Throws `Error` where it can't be read.
Import read_data_set(const DataSet& set);

}  // namespace antifaz
