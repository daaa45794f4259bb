#include "pipelines/detection/compose_sources.hpp"

#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include "src/core/error.hpp"
#include "src/core/files.hpp"

namespace antifaz {
namespace {

constexpr double kLongestSide = 1024;

cv::Mat read_background(const std::filesystem::path& file) {
  cv::Mat image = cv::imread(file.string(), cv::IMREAD_COLOR);
  if (image.empty()) {
    throw Error(file, "can't be read as a background; take it out of the folder");
  }
  const double scale = kLongestSide / std::max(image.cols, image.rows);
  if (scale < 1) cv::resize(image, image, {}, scale, scale, cv::INTER_AREA);
  return image;
}

}  // namespace

std::set<std::string> held_out_files(const Manifest& manifest, double validation_share) {
  const auto parts =
      split_by_subject(manifest, {1 - validation_share, validation_share}, kSplitSeed);
  std::set<std::string> files;
  for (const ManifestRow& row : parts[1].rows) files.insert(manifest.file(row).string());
  return files;
}

std::vector<FaceSource> load_face_sources(const std::vector<TaughtFace>& faces) {
  std::vector<FaceSource> sources;
  for (const TaughtFace& one : faces) {
    sources.push_back({read_file(one.file), one.face.box, one.face.landmarks});
  }
  return sources;
}

Backgrounds load_backgrounds(const std::vector<std::filesystem::path>& folders,
                             double validation_share) {
  Backgrounds backgrounds;
  for (const std::filesystem::path& folder : folders) {
    const auto parts =
        split_by_subject(list_folder(folder), {1 - validation_share, validation_share}, kSplitSeed);
    for (std::size_t part = 0; part < 2; ++part) {
      auto& to = part == 0 ? backgrounds.training : backgrounds.validation;
      for (const ManifestRow& row : parts[part].rows) {
        to.push_back(read_background(parts[part].file(row)));
      }
    }
  }
  if (backgrounds.training.empty() || backgrounds.validation.empty()) {
    throw Error("the folders of backgrounds hold too few pictures to keep some for validation");
  }
  return backgrounds;
}

std::string told(const Backgrounds& backgrounds) {
  return std::to_string(backgrounds.training.size()) + " backgrounds and " +
         std::to_string(backgrounds.validation.size()) + " for validation";
}

}  // namespace antifaz
