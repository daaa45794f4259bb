#include "src/cli/resources.hpp"

#include <torch/cuda.h>

#include <algorithm>
#include <cstdlib>

#include "src/core/error.hpp"

namespace antifaz {
namespace {

namespace fs = std::filesystem;
namespace po = boost::program_options;

constexpr char kLandmarkModel[] = "landmarks5.dat";

std::vector<fs::path> weights_like(const std::string& prefix, const fs::path& folder) {
  std::vector<fs::path> files;
  std::error_code problem;
  for (const auto& entry : fs::directory_iterator(folder, problem)) {
    const fs::path& file = entry.path();
    if (file.extension() == ".safetensors" && file.filename().string().rfind(prefix, 0) == 0) {
      files.push_back(file);
    }
  }
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace

fs::path weights_folder() {
  if (const char* folder = std::getenv("ANTIFAZ_WEIGHTS")) return folder;
  std::error_code problem;
  const fs::path program = fs::read_symlink("/proc/self/exe", problem);
  const fs::path installed = program.parent_path().parent_path() / "share" / "antifaz" / "weights";
  if (!problem && fs::is_directory(installed)) return installed;
  return fs::path(ANTIFAZ_SOURCE_FOLDER) / "models" / "weights";
}

fs::path given_or_shipped(const Invocation& in, const std::string& option,
                          const std::string& name) {
  return in.has(option) ? fs::path(in.text(option)) : weights_folder() / name;
}

std::vector<fs::path> shipped_weights_like(const std::string& prefix) {
  return weights_like(prefix, weights_folder());
}

std::vector<fs::path> shipped_weights_and_loop_like(const std::string& prefix) {
  std::vector<fs::path> files = shipped_weights_like(prefix);
  const std::vector<fs::path> loop = weights_like(prefix, weights_folder() / "loop");
  files.insert(files.end(), loop.begin(), loop.end());
  return files;
}

c10::Device parse_device(const std::string& text) {
  if (text == "cpu") return c10::Device(c10::kCPU);
  if (text == "auto") return c10::Device(torch::cuda::is_available() ? c10::kCUDA : c10::kCPU);
  const std::string number = text.rfind("cuda:", 0) == 0 ? text.substr(5) : "0";
  const bool digits = !number.empty() && number.size() < 3 &&
                      number.find_first_not_of("0123456789") == std::string::npos;
  if ((text != "cuda" && text.rfind("cuda:", 0) != 0) || !digits) {
    throw UsageError("--device can't be '" + text + "'; choices: auto, cpu, cuda, cuda:N");
  }
  const int index = std::stoi(number);
  if (index >= static_cast<int>(torch::cuda::device_count())) {
    throw UsageError("--device " + text + ": this LibTorch finds " +
                     std::to_string(torch::cuda::device_count()) +
                     " GPUs; use cpu, or install LibTorch with CUDA");
  }
  return c10::Device(c10::kCUDA, static_cast<c10::DeviceIndex>(index));
}

void add_detector_option(po::options_description& options) {
  options.add_options()(
      "yunet", po::value<std::string>()->value_name("FILE"),
      "find faces with YuNet, whose ONNX file this is (default: the built-in HOG detector)");
}

std::unique_ptr<FaceDetector> make_detector(const Invocation& invocation) {
  if (invocation.has("yunet")) return make_yunet_detector(invocation.text("yunet"));
  return make_hog_detector((weights_folder() / kLandmarkModel).string());
}

}  // namespace antifaz
