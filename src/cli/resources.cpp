#include "src/cli/resources.hpp"

#include <algorithm>
#include <cstdlib>

#include "models/detection/tiled_detector.hpp"
#include "src/core/error.hpp"
#include "src/core/number_text.hpp"

namespace antifaz {
namespace {

namespace fs = std::filesystem;

constexpr char kLandmarkModel[] = "landmarks5.dat";
constexpr char kDetector[] = "detector.safetensors";
constexpr char kHog[] = "hog";

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

void add_detector_option(Options& options) {
  options.push_back(
      text("yunet", "FILE",
           "find faces with YuNet, whose ONNX file this is (default: the project's own network)"));
  options.push_back(text("detector", "NAME",
                         "weights of the project's network ('train detector'; default: shipped), "
                         "or hog: dlib's detector of frontal faces"));
  options.push_back(whole("min-face", "PX", "smallest face that the network looks for", 20));
}

DetectorChoice detector_choice(const Invocation& invocation) {
  DetectorChoice choice{invocation.text("yunet"), weights_folder() / kLandmarkModel};
  if (invocation.given("detector") && !choice.yunet.empty()) {
    throw UsageError("--yunet and --detector each name a detector; give one of them");
  }
  const bool hog = invocation.text("detector") == kHog;
  if (choice.yunet.empty() && !hog) {
    choice.own = given_or_shipped(invocation, "detector", kDetector);
  } else if (invocation.given("min-face")) {
    throw UsageError(std::string("--min-face is for the project's own network; ") +
                     (hog ? "HOG sees faces from 80 pixels on of a view of at most 1600"
                          : "YuNet sees faces from 10 pixels on of a view of at most 640"));
  }
  choice.min_face = invocation.whole("min-face", 1, 10000);
  if (choice.min_face < kLeastMinFace) {
    throw UsageError("--min-face " + invocation.text("min-face") + ": faces below " +
                     significant(kLeastMinFace, 3) + " pixels can't be looked for");
  }
  return choice;
}

std::unique_ptr<FaceDetector> make_detector(const Invocation& invocation) {
  return make_detector(detector_choice(invocation));
}

}  // namespace antifaz
