#pragma once

#include <filesystem>
#include <opencv2/imgcodecs.hpp>
#include <string>

#include "src/data/manifest.hpp"
#include "src/tensors/image_tensor.hpp"
#include "tests/support/tiny_faces.hpp"

namespace antifaz::testing {

/// Writes `faces` into a new folder as `prepare` would, and returns it.
inline std::filesystem::path write_prepared(const FaceDataset& faces,
                                            const std::filesystem::path& folder) {
  std::filesystem::create_directories(folder);
  Manifest manifest;
  manifest.folder = folder;
  for (std::size_t i = 0; i < faces.size(); ++i) {
    ManifestRow row;
    row.path = std::to_string(i) + ".png";
    row.subject = faces.subjects[i];
    const auto label = faces.labels[static_cast<int64_t>(i)].item<int64_t>();
    if (label >= 0) row.gender = static_cast<Gender>(label);
    const torch::Tensor bgr =
        faces.chips[static_cast<int64_t>(i)].flip(0).permute({1, 2, 0}).contiguous();
    cv::imwrite((folder / row.path).string(),
                cv::Mat(kChipSize, kChipSize, CV_8UC3, bgr.data_ptr()));
    manifest.rows.push_back(row);
  }
  write_manifest(manifest, folder / "manifest.csv");
  return folder;
}

}  // namespace antifaz::testing
