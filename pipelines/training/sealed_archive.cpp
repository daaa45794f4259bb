#include "pipelines/training/sealed_archive.hpp"

#include <torch/nn/module.h>

#include <sstream>

#include "src/core/error.hpp"
#include "src/core/files.hpp"
#include "src/core/sha256.hpp"

namespace antifaz {
namespace {

constexpr std::string_view kTitle = "antifaz archive 1\n";
constexpr std::size_t kHash = 64;  // hexadecimal digits

Error damaged(const std::filesystem::path& file) {
  return Error(file,
               "is no checkpoint of this program or is damaged; start the run again in a new "
               "folder");
}

}  // namespace

void write_sealed(torch::serialize::OutputArchive& archive, const std::filesystem::path& file) {
  std::ostringstream stream;
  archive.save_to(stream);
  const std::string bytes = stream.str();
  write_atomically(file, std::string(kTitle) + sha256_of_bytes(bytes) + bytes);
}

torch::serialize::InputArchive read_sealed(const std::filesystem::path& file,
                                           torch::Device device) {
  const std::string all = read_file(file);
  const std::size_t begin = kTitle.size() + kHash;
  if (all.size() < begin || all.compare(0, kTitle.size(), kTitle) != 0) throw damaged(file);
  const std::string bytes = all.substr(begin);
  if (all.compare(kTitle.size(), kHash, sha256_of_bytes(bytes)) != 0) throw damaged(file);
  torch::serialize::InputArchive archive;
  try {
    std::istringstream stream(bytes);
    archive.load_from(stream, device);
  } catch (const c10::Error&) {
    throw damaged(file);
  }
  return archive;
}

torch::Device device_of_first(const torch::nn::Module& module) {
  const auto parameters = module.parameters();
  return parameters.empty() ? torch::Device(torch::kCPU) : parameters.front().device();
}

}  // namespace antifaz
