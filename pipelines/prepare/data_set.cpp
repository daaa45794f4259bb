#include "pipelines/prepare/data_set.hpp"

#include "src/labels/find_files.hpp"

namespace antifaz {
namespace {

Import of_folder(const std::filesystem::path& folder) {
  Import import{list_folder(folder), {}};
  import.problems = import.manifest.problems;
  return import;
}

Import of_manifest(const std::filesystem::path& file_or_folder) {
  Import import{read_manifest(file_or_folder), {}};
  import.notes = find_files(import.manifest).messages();
  import.problems = import.manifest.problems;
  return import;
}

}  // namespace

Import read_data_set(const DataSet& set) {
  switch (set.format) {
    case DataSetFormat::kUtkface:
      return import_utkface(set.input);
    case DataSetFormat::kLfw:
      return import_lfw(set.input, set.male_names, set.female_names);
    case DataSetFormat::kCeleba:
      return import_celeba(set.input, set.attributes, set.identities);
    case DataSetFormat::kManifest:
      return of_manifest(set.input);
    case DataSetFormat::kFolder:
      return of_folder(set.input);
    case DataSetFormat::kAuto:
      break;
  }
  const bool listed = std::filesystem::is_regular_file(set.input) ||
                      std::filesystem::exists(set.input / "manifest.csv");
  return listed ? of_manifest(set.input) : of_folder(set.input);
}

}  // namespace antifaz
