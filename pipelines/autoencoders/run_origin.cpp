#include "pipelines/autoencoders/run_origin.hpp"

#include "pipelines/training/training_data.hpp"

namespace antifaz {

RunSettings network_settings(const std::string& command, const AutoencoderOptions& network) {
  RunSettings all{{"the command", command}, {"the mean of the examples", "kept"}};
  for (const AutoencoderOption& one : describe(network)) {
    all.emplace_back("--" + one.name, one.value);
  }
  return all;
}

std::string license_of_data(const std::filesystem::path& data) {
  Manifest around;
  around.folder = std::filesystem::is_directory(data) ? data : data.parent_path();
  return license_of({around});
}

}  // namespace antifaz
