#include "pipelines/prepare/data_set.hpp"

namespace antifaz {

Import read_data_set(const DataSet& set) {
  switch (set.format) {
    case DataSetFormat::kUtkface:
      return import_utkface(set.input);
    case DataSetFormat::kLfw:
      return import_lfw(set.input, set.male_names, set.female_names);
    case DataSetFormat::kCeleba:
      return import_celeba(set.input, set.attributes, set.identities);
    case DataSetFormat::kManifest:
      return {read_manifest(set.input), {}};
    case DataSetFormat::kFolder:
      return {list_folder(set.input), {}};
    case DataSetFormat::kAuto:
      break;
  }
  const bool listed = std::filesystem::is_regular_file(set.input) ||
                      std::filesystem::exists(set.input / "manifest.csv");
  return {listed ? read_manifest(set.input) : list_folder(set.input), {}};
}

}  // namespace antifaz
